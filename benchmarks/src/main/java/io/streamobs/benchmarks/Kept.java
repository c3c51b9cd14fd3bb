package io.streamobs.benchmarks;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What another thread has come to, in its order. */
final class Kept<E> {

  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<E> queue = new LinkedBlockingQueue<>();

  boolean add(E one) {
    return queue.add(one);
  }

  /** Waits for so many. */
  List<E> take(int count) {
    return Stream.generate(this::next).limit(count).toList();
  }

  private E next() {
    try {
      E one = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Objects.requireNonNull(one, "nothing came for ten seconds");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
