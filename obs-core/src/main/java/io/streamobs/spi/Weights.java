package io.streamobs.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What values keep alive, in bytes of heap, rather too much than too little: a character counts as
 * two, whether or not the JVM keeps it in one.
 */
final class Weights {

  private static final int TEXT = 56;
  private static final int NUMBER = 24;
  private static final int OTHER = 64;
  private static final int MAP = 120;
  private static final int ENTRY = 48;
  private static final int LIST = 64;
  private static final int ELEMENT = 8;

  // What the JVM keeps of a stack of some 750 frames until somebody asks for it. To count the
  // frames would mean to ask, on a live thread.
  private static final int THROWN = 16_384;
  private static final int MOST_THROWN = 32;
  private static final int KNOT = 1 << 20;

  private Weights() {}

  static int of(@Nullable Object snapshot) {
    // Classes before interfaces: to find that a class has not an interface is the slow answer.
    if (snapshot instanceof String text) {
      return TEXT + 2 * text.length();
    }
    if (snapshot == null || snapshot instanceof Boolean || snapshot instanceof Enum) {
      return 0;
    }
    if (snapshot instanceof Number number) {
      return number(number);
    }
    if (snapshot instanceof CutText cut) {
      return NUMBER + of(cut.head());
    }
    return ofLesserUse(snapshot);
  }

  private static int number(Number number) {
    if (number instanceof BigInteger big) {
      return OTHER + big.bitLength() / 8;
    }
    return number instanceof BigDecimal big
        ? 2 * OTHER + big.unscaledValue().bitLength() / 8
        : NUMBER;
  }

  private static int ofLesserUse(Object snapshot) {
    if (snapshot instanceof Map<?, ?> map) {
      return map(map);
    }
    if (snapshot instanceof List<?> list) {
      long sum = LIST;
      for (Object element : list) {
        sum += ELEMENT + of(element);
      }
      return bounded(sum);
    }
    if (snapshot instanceof Path || snapshot instanceof URI) { // both keep the text and its parts
      return OTHER + 2 * of(snapshot.toString());
    }
    return OTHER;
  }

  private static int map(Map<?, ?> map) {
    long sum = MAP;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sum += ENTRY + of(entry.getKey()) + of(entry.getValue());
    }
    return bounded(sum);
  }

  static int ofThrown(@Nullable Throwable thrown) {
    try {
      int[] left = {MOST_THROWN};
      long sum = walk(thrown, left);
      return left[0] < 0 ? KNOT : bounded(sum);
    } catch (Throwable broken) { // the application's own getCause or getMessage
      return KNOT;
    }
  }

  private static long walk(@Nullable Throwable first, int[] left) {
    long sum = 0;
    for (Throwable at = first; at != null && --left[0] >= 0; at = at.getCause()) {
      sum += THROWN + of(at.getMessage());
      for (Throwable suppressed : at.getSuppressed()) {
        sum += walk(suppressed, left);
      }
    }
    return sum;
  }

  static int bounded(long weight) {
    return (int) Math.min(weight, Integer.MAX_VALUE / 2);
  }
}
