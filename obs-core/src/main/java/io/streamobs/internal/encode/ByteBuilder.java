package io.streamobs.internal.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that is used again for every line, with the forms that JSON needs. */
final class ByteBuilder {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  // 0: as it is; 'u': as \\u00XX; else the letter behind the backslash.
  private static final byte[] ESCAPES = new byte[128];

  static {
    Arrays.fill(ESCAPES, 0, 32, (byte) 'u');
    ESCAPES['\b'] = 'b';
    ESCAPES['\t'] = 't';
    ESCAPES['\n'] = 'n';
    ESCAPES['\f'] = 'f';
    ESCAPES['\r'] = 'r';
    ESCAPES['"'] = '"';
    ESCAPES['\\'] = '\\';
    ESCAPES[127] = 'u';
  }

  private byte[] bytes;
  private int length;

  ByteBuilder(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void truncate(int newLength) {
    length = newLength;
  }

  byte[] copyFrom(int from) {
    return Arrays.copyOfRange(bytes, from, length);
  }

  /** Gives back what an unusually long line made it grow to. */
  void shrink(int capacity) {
    if (bytes.length > capacity) {
      bytes = new byte[capacity];
    }
    length = 0;
  }

  void append(byte[] more) {
    append(more, 0, more.length);
  }

  void append(byte[] more, int from, int count) {
    reserve(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  void append(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  void ascii(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  void number(long value) {
    if (value == Long.MIN_VALUE) {
      ascii("-9223372036854775808");
      return;
    }
    reserve(20);
    long rest = value;
    if (rest < 0) {
      bytes[length++] = '-';
      rest = -rest;
    }
    int end = length + Digits.count(rest);
    length = end;
    do {
      bytes[--end] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
  }

  /** A number below 10 to the power of {@code width}, with leading zeros. */
  void padded(int value, int width) {
    reserve(width);
    int rest = value;
    for (int i = length + width - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  void hex(long value) {
    reserve(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (value >>> shift) & 15];
    }
  }

  /** Characters of which JSON needs none in another form. */
  void plain(char[] chars, int count) {
    reserve(count);
    byte[] target = bytes;
    int at = length;
    for (int i = 0; i < count; i++) {
      target[at + i] = (byte) chars[i];
    }
    length = at + count;
  }

  /** The characters as the inside of a JSON string in UTF-8; a lone surrogate becomes U+FFFD. */
  void escaped(char[] chars, int from, int to) {
    reserve((to - from) * 6); // the longest form of one character
    byte[] target = bytes;
    int at = length;
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c < 128) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
          target[at++] = (byte) c;
        } else {
          at = escape(target, at, c, escape);
        }
      } else if (c < 0x800) {
        target[at++] = (byte) (0xC0 | (c >> 6));
        target[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        at = threeBytes(target, at, c);
      } else if (isPair(chars, i, to)) {
        at = fourBytes(target, at, Character.toCodePoint(c, chars[++i]));
      } else {
        at = threeBytes(target, at, '\uFFFD');
      }
    }
    length = at;
  }

  private static boolean isPair(char[] chars, int i, int to) {
    return Character.isHighSurrogate(chars[i])
        && i + 1 < to
        && Character.isLowSurrogate(chars[i + 1]);
  }

  private static int escape(byte[] target, int position, char c, byte escape) {
    int at = position;
    target[at++] = '\\';
    target[at++] = escape;
    if (escape == 'u') {
      target[at++] = '0';
      target[at++] = '0';
      target[at++] = HEX[c >> 4];
      target[at++] = HEX[c & 15];
    }
    return at;
  }

  private static int threeBytes(byte[] target, int position, char c) {
    int at = position;
    target[at++] = (byte) (0xE0 | (c >> 12));
    target[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    target[at++] = (byte) (0x80 | (c & 0x3F));
    return at;
  }

  private static int fourBytes(byte[] target, int position, int codePoint) {
    int at = position;
    target[at++] = (byte) (0xF0 | (codePoint >> 18));
    target[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    target[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    target[at++] = (byte) (0x80 | (codePoint & 0x3F));
    return at;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
