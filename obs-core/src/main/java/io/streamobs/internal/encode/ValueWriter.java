package io.streamobs.internal.encode;

import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes snapshots as JSON values: texts redacted and cut, numbers as numbers. */
final class ValueWriter {

  private static final int MOST_DEPTH = 8;
  private static final int MOST_DIGITS = 1_000;
  private static final int MOST_WORD = 256;

  private final Redactor redactor;
  private final int mostChars;
  private final TextBuffer scratch;
  private long cutTexts;

  ValueWriter(Redactor redactor, int mostChars) {
    this.redactor = redactor;
    this.mostChars = mostChars;
    this.scratch = newTextBuffer();
  }

  /** A buffer that takes as much of a text as redaction can need. */
  final TextBuffer newTextBuffer() {
    return new TextBuffer(mostChars * 2);
  }

  long cutTexts() {
    return cutTexts;
  }

  /** Writes a text, redacted and cut; says whether it was cut. */
  boolean text(ByteBuilder out, TextBuffer collected) {
    return clean(out, redactor.redact(collected));
  }

  private boolean clean(ByteBuilder out, TextBuffer clean) {
    int length = clean.length();
    int shown = clean.omitted() == 0 && length <= mostChars ? length : shown(clean);
    out.append('"');
    if (clean.isPlain()) {
      out.plain(clean.chars(), shown);
    } else {
      out.escaped(clean.chars(), 0, shown);
    }
    long left = length - shown + clean.omitted();
    if (left > 0) {
      cutTexts++;
      String mark = "…[cut " + left + " chars]";
      out.escaped(mark.toCharArray(), 0, mark.length());
    }
    out.append('"');
    return left > 0;
  }

  private int shown(TextBuffer text) {
    int shown = Math.min(text.length(), mostChars);
    if (shown == text.length()) {
      // The last word may be the beginning of a secret that nobody could recognise.
      int blank = shown;
      while (blank > 0 && shown - blank < MOST_WORD && text.chars()[blank - 1] > ' ') {
        blank--;
      }
      shown = blank;
    }
    boolean splitsPair = shown > 0 && Character.isHighSurrogate(text.chars()[shown - 1]);
    return splitsPair ? shown - 1 : shown;
  }

  /** A field with a text that is likely to come again, as names of threads do; else the same. */
  boolean repeated(ByteBuilder out, RepeatedField field, String value) {
    byte[] known = field.get(value);
    if (known != null) {
      out.append(known);
      return false;
    }
    int start = out.length();
    out.append(field.prefix);
    scratch.clear();
    scratch.append(value);
    TextBuffer clean = redactor.redact(scratch);
    boolean isCut = clean(out, clean);
    if (!isCut && clean == scratch) { // else it counts each time
      field.put(value, out, start);
    }
    return isCut;
  }

  /** A text that passes redaction. */
  boolean redacted(ByteBuilder out, CharSequence value) {
    scratch.clear();
    scratch.append(value);
    return text(out, scratch);
  }

  /** A text of ours, or one that was checked. */
  void known(ByteBuilder out, String value) {
    out.append('"');
    out.ascii(value);
    out.append('"');
  }

  /** Writes any snapshot; says whether a text in it was cut. */
  boolean write(ByteBuilder out, @Nullable Object value, int depth) {
    if (value == null) {
      out.ascii("null");
      return false;
    }
    if (value instanceof CharSequence text) {
      return redacted(out, text);
    }
    if (value instanceof Number number) {
      number(out, number);
      return false;
    }
    if (value instanceof Boolean) {
      out.ascii(value.toString());
      return false;
    }
    if (depth < MOST_DEPTH && value instanceof Map<?, ?> map) {
      return map(out, map, depth);
    }
    if (depth < MOST_DEPTH && value instanceof List<?> list) {
      return list(out, list, depth);
    }
    return redacted(out, String.valueOf(value));
  }

  private boolean map(ByteBuilder out, Map<?, ?> map, int depth) {
    boolean isCut = false;
    out.append('{');
    boolean first = true;
    Set<String> written = new HashSet<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      String key = String.valueOf(entry.getKey());
      redacted(out, uniqueKey(key, written));
      out.append(':');
      if (entry.getValue() != null && redactor.isSecretName(key)) {
        redactor.count(Rule.SECRET_FIELD);
        known(out, Rule.SECRET_FIELD.replacement());
      } else {
        isCut |= write(out, entry.getValue(), depth + 1);
      }
    }
    out.append('}');
    return isCut;
  }

  // Two keys may be one after redaction.
  private String uniqueKey(String key, Set<String> written) {
    scratch.clear();
    scratch.append(key);
    String clean = redactor.redact(scratch).toString();
    String unique = clean;
    for (int n = 2; !written.add(unique); n++) {
      unique = clean + "_" + n;
    }
    return unique;
  }

  private boolean list(ByteBuilder out, List<?> list, int depth) {
    boolean isCut = false;
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      isCut |= write(out, list.get(i), depth + 1);
    }
    out.append(']');
    return isCut;
  }

  private void number(ByteBuilder out, Number number) {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      out.number(number.longValue());
    } else if (number instanceof Double value && Double.isFinite(value)) {
      scratch.clear();
      Digits.append(scratch, value);
      out.plain(scratch.chars(), scratch.length());
    } else if (number instanceof Double || number instanceof Float) {
      boolean finite = Double.isFinite(number.doubleValue());
      literal(out, number.toString(), finite);
    } else if (number instanceof BigInteger || number instanceof BigDecimal) {
      String digits = number.toString();
      literal(out, digits, digits.length() <= MOST_DIGITS);
    } else {
      redacted(out, number.toString());
    }
  }

  private void literal(ByteBuilder out, String digits, boolean asNumber) {
    if (asNumber) {
      out.ascii(digits);
    } else {
      redacted(out, digits);
    }
  }

  /** Whether the value is a whole number of at least zero, as counts and durations are. */
  static boolean isWhole(@Nullable Object value) {
    boolean whole =
        value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte;
    return whole && value instanceof Number number && number.longValue() >= 0;
  }

  /** Whether the text can be an event's name. */
  static boolean isSnakeCase(String text) {
    int length = text.length();
    if (length == 0 || length > 64 || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = text.charAt(i);
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_') {
        return false;
      }
    }
    return true;
  }
}
