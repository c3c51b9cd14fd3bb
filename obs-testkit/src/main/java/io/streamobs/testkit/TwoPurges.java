package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

/** Two threads that delete the same things by a target each, as fast as they can. */
final class TwoPurges {

  private final List<TargetDriver> targets;
  private final List<RetentionItem> items;
  private final CyclicBarrier start = new CyclicBarrier(2);
  private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();

  TwoPurges(TargetDriver one, TargetDriver other, List<RetentionItem> items) {
    this.targets = List.of(one, other);
    this.items = items;
  }

  /** What was thrown, but for what a target may throw. */
  List<Throwable> run() throws InterruptedException {
    List<Thread> threads =
        Stream.of(0, 1).map(n -> new Thread(() -> purge(n), "purge-" + n)).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(thrown);
  }

  private void purge(int n) {
    try {
      start.await();
    } catch (Exception e) { // interrupted, as by a test that takes too long
      thrown.add(e);
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      purge(targets.get(n), items.get(i), String.format("%08x%08x", n, i));
    }
  }

  private void purge(TargetDriver target, RetentionItem item, String purge) {
    try {
      target.purge(item, RetentionPart.ALL, purge);
    } catch (IOException itSaysSo) { // reported, and left to the next
      return;
    } catch (Throwable e) {
      thrown.add(e);
    }
  }
}
