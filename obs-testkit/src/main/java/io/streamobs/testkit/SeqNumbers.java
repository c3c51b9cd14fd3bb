package io.streamobs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which numbers an instance's records have, with a fingerprint of each: four bytes a record where
 * they are close together, as they are in a log.
 */
final class SeqNumbers {

  private static final int BITS = 10;
  private static final int CHUNK = 1 << BITS;

  /** What became of a number. */
  enum Added {
    NEW,
    AGAIN,
    OTHER_CONTENT
  }

  private final NavigableMap<Long, int[]> chunks = new TreeMap<>();
  private long count;
  private long lastKey = -1;
  private int[] lastChunk = new int[0];

  /**
   * @param seq above 0
   * @param fingerprint of what has the number
   */
  Added add(long seq, int fingerprint) {
    int[] chunk = chunk(seq >> BITS);
    int slot = (int) seq & (CHUNK - 1);
    int known = chunk[slot];
    int print = fingerprint == 0 ? 1 : fingerprint;
    if (known != 0) {
      return known == print ? Added.AGAIN : Added.OTHER_CONTENT;
    }
    chunk[slot] = print;
    count++;
    return Added.NEW;
  }

  private int[] chunk(long key) {
    if (key != lastKey) {
      lastKey = key;
      lastChunk = chunks.computeIfAbsent(key, unused -> new int[CHUNK]);
    }
    return lastChunk;
  }

  long count() {
    return count;
  }

  /** The least, or 0 where there is none. */
  long first() {
    return chunks.isEmpty() ? 0 : edge(chunks.firstEntry(), 0, 1);
  }

  /** The greatest, or 0 where there is none. */
  long last() {
    return chunks.isEmpty() ? 0 : edge(chunks.lastEntry(), CHUNK - 1, -1);
  }

  private static long edge(Map.Entry<Long, int[]> chunk, int from, int step) {
    int slot = from;
    while (chunk.getValue()[slot] == 0) {
      slot += step;
    }
    return (chunk.getKey() << BITS) + slot;
  }

  /** The numbers from one to another, both included, that are not there. */
  List<SeqRange> missing(long from, long to) {
    List<SeqRange> missing = new ArrayList<>();
    long next = from;
    for (Map.Entry<Long, int[]> chunk :
        chunks.subMap(from >> BITS, true, Math.max(from, to) >> BITS, true).entrySet()) {
      long base = chunk.getKey() << BITS;
      for (int slot = 0; slot < CHUNK; slot++) {
        long seq = base + slot;
        if (chunk.getValue()[slot] != 0 && seq >= from && seq <= to) {
          add(missing, next, seq - 1);
          next = seq + 1;
        }
      }
    }
    add(missing, next, to);
    return missing;
  }

  private static void add(List<SeqRange> ranges, long first, long last) {
    if (first <= last) {
      ranges.add(new SeqRange(first, last));
    }
  }
}
