package io.streamobs.spi;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.Buffer;
import java.nio.channels.Channel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value into one that nobody can change any more, on the thread that owns it.
 *
 * <p>Immutable values of the JDK come back as they are, at the cost of a few type checks. Content
 * (arrays of bytes, samples and characters, buffers, streams) becomes a {@link Payload}; maps,
 * collections and arrays become bounded copies; anything else becomes what its {@code toString}
 * says now. Never throws: an object that cannot be rendered becomes a text that says why.
 */
public final class Snapshots {

  private static final int MOST_ELEMENTS = 64;
  private static final int MOST_DEPTH = 6;
  // Over all levels of one value: its depth times its width is nobody's bound.
  private static final int MOST_NODES = 512;
  private static final int MOST_CHARS = 32_768;
  private static final int MOST_NESTED_CHARS = 2_048;
  private static final int MOST_KEY_CHARS = 256;
  private static final int MOST_NESTED_CALLS = 4;

  // Holds a JDK class only, and only while a foreign toString runs on the thread.
  private static final ThreadLocal<Integer> NESTING = new ThreadLocal<>();

  private Snapshots() {}

  /** The value itself where it is immutable, else its snapshot. */
  public static @Nullable Object of(@Nullable Object value) {
    return isImmutable(value) ? value : copy(value, 0);
  }

  /** The elements' snapshots, in an array of its own: the given one may be used again. */
  public static @Nullable Object @Nullable [] ofAll(@Nullable Object @Nullable [] values) {
    if (values == null) {
      return null;
    }
    @Nullable Object[] copies = values.clone();
    for (int i = 0; i < copies.length; i++) {
      if (!isImmutable(copies[i])) {
        copies[i] = copy(copies[i], 0);
      }
    }
    return copies;
  }

  /** The text itself, or the beginning of one of more than 32,768 characters. */
  public static @Nullable CharSequence bounded(@Nullable String text) {
    return text == null || text.length() <= MOST_CHARS
        ? text
        : new CutText(text.substring(0, MOST_CHARS), text.length() - (long) MOST_CHARS);
  }

  /**
   * What a snapshot keeps alive, in the unit of {@link CapturedRecord#weight()}: bytes, a character
   * of a text counting as two.
   */
  public static int weight(@Nullable Object snapshot) {
    return Weights.of(snapshot);
  }

  /**
   * What an exception keeps alive with its causes and what it suppressed, in the same unit. Asks
   * for no stack: each is taken to have one of some 750 frames.
   */
  public static int weightOfThrown(@Nullable Throwable thrown) {
    return thrown == null ? 0 : Weights.ofThrown(thrown);
  }

  // Never throws.
  private static String rendered(Object value) {
    Integer nested = NESTING.get();
    int depth = nested == null ? 0 : nested;
    if (depth >= MOST_NESTED_CALLS) {
      return "[" + typeName(value) + ": toString() logs itself]";
    }
    NESTING.set(depth + 1);
    try {
      String text = value.toString();
      return String.valueOf(text);
    } catch (Throwable thrown) { // the host's own object must not harm the host's own call
      return unreadable(value, thrown);
    } finally {
      if (depth == 0) {
        NESTING.remove();
      } else {
        NESTING.set(depth);
      }
    }
  }

  private static boolean isImmutable(@Nullable Object value) {
    return value == null
        || (value instanceof String text && text.length() <= MOST_CHARS)
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Enum
        || isImmutableOfLesserUse(value);
  }

  private static boolean isImmutableOfLesserUse(Object value) {
    return value instanceof Float
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Character
        || value instanceof UUID
        || value instanceof Payload
        || value instanceof CutText
        || value instanceof URI
        || value instanceof Class
        || (value instanceof Path path && path.getFileSystem() == FileSystems.getDefault())
        || value.getClass() == BigDecimal.class
        || value.getClass() == BigInteger.class
        || isOfJavaTime(value);
  }

  private static boolean isOfJavaTime(Object value) {
    return (value instanceof TemporalAccessor || value instanceof TemporalAmount)
        && value.getClass().getName().startsWith("java.time.");
  }

  private static @Nullable Object copy(@Nullable Object value, int depth) {
    return copy(value, depth, new int[] {MOST_NODES});
  }

  private static @Nullable Object copy(@Nullable Object value, int depth, int[] nodesLeft) {
    if (--nodesLeft[0] < 0) {
      return "…";
    }
    if (depth > 0 && value instanceof String text && text.length() > MOST_NESTED_CHARS) {
      return new CutText(
          text.substring(0, MOST_NESTED_CHARS), text.length() - (long) MOST_NESTED_CHARS);
    }
    if (isImmutable(value)) {
      return value;
    }
    try {
      return copyMutable(java.util.Objects.requireNonNull(value), depth, nodesLeft);
    } catch (Throwable thrown) { // such as a collection that changes while it is read
      return unreadable(java.util.Objects.requireNonNull(value), thrown);
    }
  }

  private static @Nullable Object copyMutable(Object value, int depth, int[] nodesLeft) {
    if (value instanceof Number number) {
      return number(number);
    }
    Payload payload = payload(value);
    if (payload != null) {
      return payload;
    }
    if (value instanceof Optional<?> optional) {
      return copy(optional.orElse(null), depth, nodesLeft);
    }
    if (depth >= MOST_DEPTH && isContainer(value)) {
      return "[" + typeName(value) + ": nested too deep]";
    }
    if (value instanceof Map<?, ?> map) {
      return copyMap(map, depth, nodesLeft);
    }
    if (value instanceof Collection<?> collection) {
      return copyElements(collection, collection.size(), depth, nodesLeft);
    }
    if (value.getClass().isArray()) {
      return copyArray(value, depth, nodesLeft);
    }
    return bounded(value instanceof String text ? text : rendered(value));
  }

  // Counters and the like; what java.lang has is immutable and was handed on before.
  private static Object number(Number number) {
    boolean real = number instanceof DoubleAdder || number instanceof DoubleAccumulator;
    boolean whole =
        number instanceof AtomicInteger
            || number instanceof AtomicLong
            || number instanceof LongAdder
            || number instanceof LongAccumulator;
    if (whole) {
      return number.longValue();
    }
    return real ? (Object) number.doubleValue() : rendered(number);
  }

  private static boolean isContainer(Object value) {
    return value instanceof Map || value instanceof Collection || value.getClass().isArray();
  }

  private static @Nullable Payload payload(Object value) {
    Class<?> type = value.getClass();
    if (type.isArray()) {
      Class<?> element = type.getComponentType();
      int length = Array.getLength(value);
      boolean content = element.isPrimitive() && element != boolean.class;
      boolean numbers = element == int.class || element == long.class || element == double.class;
      return content && !(numbers && length <= MOST_ELEMENTS)
          ? new Payload(element.getSimpleName(), length)
          : null;
    }
    if (value instanceof Buffer buffer) {
      return new Payload(kind(value, Buffer.class), buffer.remaining());
    }
    if (value instanceof InputStream || value instanceof Reader || value instanceof Channel) {
      return new Payload(typeName(value), -1);
    }
    return null;
  }

  // HeapByteBuffer and its like are nobody's names: the public class below Buffer is.
  private static String kind(Object value, Class<?> root) {
    Class<?> type = value.getClass();
    while (type.getSuperclass() != null && type.getSuperclass() != root) {
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  private static Object copyMap(Map<?, ?> map, int depth, int[] nodesLeft) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (copy.size() == MOST_ELEMENTS) {
        copy.put("…", map.size() - MOST_ELEMENTS + " more");
        break;
      }
      Object key = entry.getKey();
      copy.put(key == null ? "null" : key(key), copy(entry.getValue(), depth + 1, nodesLeft));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyElements(Iterable<?> elements, int size, int depth, int[] nodesLeft) {
    List<@Nullable Object> copy = new ArrayList<>(Math.min(size, MOST_ELEMENTS) + 1);
    for (Object element : elements) {
      if (copy.size() == MOST_ELEMENTS) {
        copy.add("… " + (size - MOST_ELEMENTS) + " more");
        break;
      }
      copy.add(copy(element, depth + 1, nodesLeft));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Object copyArray(Object array, int depth, int[] nodesLeft) {
    int length = Array.getLength(array);
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < Math.min(length, MOST_ELEMENTS + 1); i++) {
      elements.add(Array.get(array, i));
    }
    return copyElements(elements, length, depth, nodesLeft);
  }

  private static String key(Object key) {
    String text = rendered(key);
    return text.length() <= MOST_KEY_CHARS ? text : text.substring(0, MOST_KEY_CHARS) + "…";
  }

  private static String unreadable(Object value, Throwable thrown) {
    return "[" + typeName(value) + ": unreadable, " + thrown.getClass().getName() + "]";
  }

  private static String typeName(Object value) {
    String name = value.getClass().getSimpleName();
    return name.isEmpty() ? value.getClass().getName() : name;
  }
}
