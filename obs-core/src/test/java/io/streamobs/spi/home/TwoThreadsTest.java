package io.streamobs.spi.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TwoThreadsTest {

  @Test
  void each_doesAllOfItOnce() {
    ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
    TwoThreads.each(10_000, done::add);
    assertThat(done).hasSize(10_000).containsExactlyInAnyOrderElementsOf(numbers(10_000));
  }

  @Test
  void each_ofNothing_doesNothing() {
    TwoThreads.each(
        0,
        n -> {
          throw new AssertionError();
        });
  }

  @Test
  void each_isSharedByTheCallerAndOneMore() {
    Phaser together = new Phaser(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    TwoThreads.each(
        2,
        n -> {
          threads.add(Thread.currentThread());
          together.arriveAndAwaitAdvance();
        });
    assertThat(threads).hasSize(2).contains(Thread.currentThread());
  }

  @Test
  void failureOfTheOther_isThrown_afterTheCallersShare() {
    Thread caller = Thread.currentThread();
    CountDownLatch failed = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                TwoThreads.each(
                    2,
                    n -> {
                      if (Thread.currentThread() != caller) {
                        failed.countDown();
                        throw new IllegalArgumentException("the other");
                      }
                      await(failed);
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the other");
  }

  @Test
  void errorOfTheCaller_isThrown_afterTheOtherHasEnded() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch thrown = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                TwoThreads.each(
                    2,
                    n -> {
                      if (Thread.currentThread() == caller) {
                        await(begun);
                        thrown.countDown();
                        throw new AssertionError("the caller");
                      }
                      begun.countDown();
                      await(thrown);
                      IntStream.range(0, 1_000).forEach(i -> Thread.yield());
                      ended.set(true);
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the caller");
    assertThat(ended).isTrue();
  }

  @Test
  void interrupt_isKept_andNothingIsLeftOut() {
    ConcurrentLinkedQueue<Integer> done = new ConcurrentLinkedQueue<>();
    Thread.currentThread().interrupt();
    TwoThreads.each(1_000, done::add);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).hasSize(1_000);
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
