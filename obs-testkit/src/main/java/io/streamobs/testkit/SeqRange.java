package io.streamobs.testkit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers of records that follow each other.
 *
 * @param first the first one
 * @param last the last one, included
 */
public record SeqRange(long first, long last) {

  private static final int MOST_SHOWN = 5;

  /** How many there are. */
  public long count() {
    return last - first + 1;
  }

  static String shown(List<SeqRange> ranges) {
    String more = ranges.size() > MOST_SHOWN ? ", … in " + ranges.size() + " ranges" : "";
    return ranges.stream()
        .limit(MOST_SHOWN)
        .map(SeqRange::toString)
        .collect(Collectors.joining(", ", "", more));
  }

  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + ".." + last;
  }
}
