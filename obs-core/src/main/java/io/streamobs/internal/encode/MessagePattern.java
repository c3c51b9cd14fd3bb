package io.streamobs.internal.encode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of SLF4J's form, taken apart: <code>{}</code> takes the next argument, a backslash
 * before it none. Where there are fewer arguments than places, the rest stands as it was written.
 */
final class MessagePattern {

  // Before each place, and behind the last one.
  private final char[][] texts;
  // From which on the pattern stands as it was written where there is no further argument.
  private final int[] rests;
  private final char[] written;

  private MessagePattern(char[][] texts, int[] rests, char[] written) {
    this.texts = texts;
    this.rests = rests;
    this.written = written;
  }

  static MessagePattern of(String pattern) {
    List<char[]> texts = new ArrayList<>();
    List<Integer> rests = new ArrayList<>(List.of(0));
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int at = pattern.indexOf("{}"); at >= 0; at = pattern.indexOf("{}", from)) {
      boolean escaped = isBackslash(pattern, from, at - 1);
      boolean literalBackslash = escaped && isBackslash(pattern, from, at - 2);
      text.append(pattern, from, escaped ? at - 1 : at);
      from = at + 2;
      if (escaped && !literalBackslash) {
        text.append("{}");
      } else {
        texts.add(text.toString().toCharArray());
        text.setLength(0);
        rests.add(from);
      }
    }
    texts.add(text.append(pattern, from, pattern.length()).toString().toCharArray());
    return new MessagePattern(
        texts.toArray(new char[0][]),
        rests.stream().mapToInt(rest -> rest).toArray(),
        pattern.toCharArray());
  }

  private static boolean isBackslash(String pattern, int from, int at) {
    return at >= from && pattern.charAt(at) == '\\';
  }

  void append(TextBuffer out, @Nullable Object[] arguments) {
    int places = texts.length - 1;
    int filled = Math.min(places, arguments.length);
    for (int i = 0; i < filled; i++) {
      out.append(texts[i], 0, texts[i].length);
      append(out, arguments[i]);
    }
    if (arguments.length > places) {
      out.append(texts[places], 0, texts[places].length);
    } else {
      out.append(written, rests[filled], written.length);
    }
  }

  // The usual classes first: whether something is a CharSequence takes a search to deny.
  private static void append(TextBuffer out, @Nullable Object argument) {
    if (argument instanceof String text) {
      out.append(text, 0, text.length());
    } else if (argument instanceof Integer || argument instanceof Long) {
      out.number(((Number) argument).longValue());
    } else if (argument instanceof Double number) {
      Digits.append(out, number);
    } else if (argument instanceof Boolean || argument == null) {
      String text = String.valueOf(argument);
      out.append(text, 0, text.length());
    } else {
      out.append(argument instanceof CharSequence text ? text : String.valueOf(argument));
    }
  }
}
