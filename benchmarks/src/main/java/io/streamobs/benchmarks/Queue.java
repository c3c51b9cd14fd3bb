package io.streamobs.benchmarks;

import java.util.List;

/** A queue with a number of producers: a turn of {@link LaneOffer}. */
record Queue(String method, int producers) {

  static final List<Queue> ALL =
      List.of(
          new Queue("lane", 1), new Queue("jctools", 1),
          new Queue("lane", 4), new Queue("jctools", 4));

  boolean isComparedWith(Queue other) {
    return producers == other.producers && other.method.equals("jctools");
  }

  @Override
  public String toString() {
    return "%-7s %d producer%s".formatted(method, producers, producers == 1 ? "" : "s");
  }
}
