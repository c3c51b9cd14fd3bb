package io.streamobs.internal.encode;

import io.streamobs.spi.CutText;
import java.util.Arrays;

/**
 * A bounded array of characters that is used again for every text. Its array is open to this
 * module's scanners, which is the reason for it: no bounds check per character, no copy.
 */
public final class TextBuffer {

  // Of a long, with its sign.
  private static final int MOST_DIGITS = 20;

  private final int limit;
  private char[] chars = new char[1024];
  private int length;
  private long omitted;
  private boolean plain;

  /**
   * @param limit how many characters it takes; what comes behind is counted and left out
   */
  public TextBuffer(int limit) {
    this.limit = limit;
  }

  public char[] chars() {
    return chars;
  }

  public int length() {
    return length;
  }

  /** How many characters did not fit. */
  public long omitted() {
    return omitted;
  }

  public void clear() {
    length = 0;
    omitted = 0;
    plain = false;
  }

  /** Whether JSON can have it as it is: as far as it was looked at, it is printable ASCII. */
  boolean isPlain() {
    return plain;
  }

  /** Notes whether JSON can have all of it as it is. */
  public void plain(boolean all) {
    plain = all;
  }

  public void append(CharSequence text) {
    if (text instanceof CutText cut) {
      append(cut.head(), 0, cut.length());
      omitted += cut.omitted();
    } else {
      String whole = text.toString();
      append(whole, 0, whole.length());
    }
  }

  public void append(String text, int from, int to) {
    int taken = reserve(to - from);
    text.getChars(from, from + taken, chars, length);
    length += taken;
  }

  public void append(char[] source, int from, int to) {
    int taken = reserve(to - from);
    System.arraycopy(source, from, chars, length, taken);
    length += taken;
  }

  public void append(char c) {
    if (reserve(1) == 1) {
      chars[length++] = c;
    }
  }

  /** A whole number in decimal digits. */
  public void number(long value) {
    if (value == Long.MIN_VALUE || limit - length < MOST_DIGITS) {
      String digits = Long.toString(value);
      append(digits, 0, digits.length());
      return;
    }
    reserve(MOST_DIGITS);
    if (value < 0) {
      chars[length++] = '-';
    }
    long rest = Math.abs(value);
    int end = length + Digits.count(rest);
    length = end;
    do {
      chars[--end] = (char) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  /** A number of at most {@code width} digits, with leading zeros. Only where there is room. */
  void padded(long value, int width) {
    reserve(width);
    long rest = value;
    for (int i = length + width - 1; i >= length; i--) {
      chars[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  /** How many more characters it takes. */
  int room() {
    return limit - length;
  }

  /** Takes over what another buffer left out. */
  public void omit(long more) {
    omitted += more;
  }

  private int reserve(int more) {
    int taken = Math.min(more, limit - length);
    omitted += more - taken;
    if (chars.length - length < taken) {
      chars = Arrays.copyOf(chars, Math.min(limit, Math.max(chars.length * 2, length + taken)));
    }
    return taken;
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
