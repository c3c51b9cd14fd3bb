package io.streamobs.assets.internal.manifest;

import java.util.Arrays;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long things took: count, maximum and percentiles, in whole milliseconds. Exact below 256 ms,
 * above that too long by less than 1 %; a few hundred counters, however many durations there were.
 */
final class Latencies {

  private static final int EXACT_BITS = 8;
  private static final int EXACT = 1 << EXACT_BITS;
  // Of each power of two above.
  private static final int PARTS = EXACT / 2;

  private long[] counts = new long[64];
  private long count;
  private long most;

  void add(long millis) {
    long value = Math.max(0, millis);
    int bucket = bucket(value);
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(bucket + 1, counts.length * 2));
    }
    counts[bucket]++;
    count++;
    most = Math.max(most, value);
  }

  long most() {
    return most;
  }

  long count() {
    return count;
  }

  /** The least duration that so many of all did not exceed; 0 where there are none. */
  long percentile(double percent) {
    long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length && count > 0; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return Math.min(most, longest(bucket));
      }
    }
    return most;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("count", count);
    json.put("p50_ms", percentile(50));
    json.put("p95_ms", percentile(95));
    json.put("p99_ms", percentile(99));
    json.put("max_ms", most);
    return json;
  }

  private static int bucket(long value) {
    if (value < EXACT) {
      return (int) value;
    }
    int shift = Long.SIZE - Long.numberOfLeadingZeros(value) - EXACT_BITS;
    return EXACT + (shift - 1) * PARTS + (int) (value >>> shift) - PARTS;
  }

  private static long longest(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int shift = (bucket - EXACT) / PARTS + 1;
    long part = (bucket - EXACT) % PARTS + (long) PARTS;
    return ((part + 1) << shift) - 1;
  }
}
