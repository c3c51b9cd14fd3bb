package io.streamobs.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LaneTest {

  @Test
  void elements_comeOutInOrder_andTheLaneIsBounded() {
    Lane<Integer> lane = new Lane<>(8);
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < 8; i++) {
        assertThat(lane.offer(i, 8)).isTrue();
      }
      assertThat(lane.offer(99, 8)).isFalse();
      for (int i = 0; i < 8; i++) {
        assertThat(lane.poll()).isEqualTo(i);
      }
      assertThat(lane.poll()).isNull();
    }
    assertThat(lane.accepted()).isEqualTo(800);
    assertThat(lane.taken()).isEqualTo(800);
  }

  @Test
  void bound_keepsRoomForThoseWithAHigherOne() {
    Lane<String> lane = new Lane<>(8);
    for (int i = 0; i < 6; i++) {
      assertThat(lane.offer("usual", 6)).isTrue();
    }
    assertThat(lane.offer("usual", 6)).isFalse();
    assertThat(lane.offer("essential", 8)).isTrue();
  }

  @Test
  void everyAcceptedElement_arrivesOnce_inTheOrderOfItsProducer() throws Exception {
    Lane<long[]> lane = new Lane<>(64);
    int producers = 4;
    long each = 50_000;
    AtomicLong accepted = new AtomicLong();
    CountDownLatch done = new CountDownLatch(producers);
    for (int p = 0; p < producers; p++) {
      long id = p;
      new Thread(
              () -> {
                for (long i = 0; i < each; i++) {
                  if (lane.offer(new long[] {id, i}, 64)) {
                    accepted.incrementAndGet();
                  }
                }
                done.countDown();
              })
          .start();
    }
    long[] last = {-1, -1, -1, -1};
    long taken = 0;
    while (done.getCount() > 0 || taken < accepted.get()) {
      long[] element = lane.poll();
      if (element != null) {
        assertThat(element[1]).isGreaterThan(last[(int) element[0]]);
        last[(int) element[0]] = element[1];
        taken++;
      }
    }
    assertThat(lane.poll()).isNull();
    assertThat(taken).isEqualTo(accepted.get()).isEqualTo(lane.taken());
  }
}
