package io.streamobs.internal.encode;

import org.jspecify.annotations.Nullable;

/** SLF4J's message form: <code>{}</code> takes the next argument, a backslash before it none. */
final class MessageFormat {

  private MessageFormat() {}

  static void append(TextBuffer out, String pattern, @Nullable Object[] arguments) {
    int from = 0;
    int next = 0;
    while (next < arguments.length) {
      int anchor = pattern.indexOf("{}", from);
      if (anchor < 0) {
        break;
      }
      boolean escaped = isBackslash(pattern, from, anchor - 1);
      boolean literalBackslash = escaped && isBackslash(pattern, from, anchor - 2);
      if (escaped && !literalBackslash) {
        out.append(pattern, from, anchor - 1);
        out.append("{}");
      } else {
        out.append(pattern, from, literalBackslash ? anchor - 1 : anchor);
        append(out, arguments[next++]);
      }
      from = anchor + 2;
    }
    out.append(pattern, from, pattern.length());
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

  private static boolean isBackslash(String pattern, int from, int at) {
    return at >= from && pattern.charAt(at) == '\\';
  }
}
