package io.streamobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.FragmentScope;
import io.streamobs.Health;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.spi.RecordSink;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names come from users and never end; nothing may keep them. */
@Timeout(300)
class ManyNamesTest {

  static final int MANY = 1_000_000;
  static final int A_FEW = 50_000;
  static final long MEGABYTE = 1 << 20;

  /** Takes all, keeps nothing. */
  static final class Nowhere implements RecordSink {
    @Override
    public String name() {
      return "nowhere";
    }

    @Override
    public void write(ByteBuffer lines) {
      lines.position(lines.limit());
    }
  }

  final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

  @Test
  void millionDistinctStageAndStreamNames_leaveNothingBehind() {
    try (Obs obs =
        Obs.builder().standalone().sampleSuccesses("stage-1", 2).sink(new Nowhere()).open()) {
      stages(obs, 0, A_FEW);
      streams(obs, 0, A_FEW);
      long before = used(obs);
      stages(obs, A_FEW, MANY);
      streams(obs, A_FEW, MANY);
      long grown = used(obs) - before;
      assertThat(grown).as("bytes that a million names left").isLessThan(8 * MEGABYTE);
      Health health = obs.health();
      // Nothing that came is unaccounted for, be it ever so much.
      assertThat(health.queue().accepted()).isEqualTo(1 + 4L * MANY + 8);
    }
  }

  private static void stages(Obs obs, int from, int to) {
    try (RunScope run = obs.run("stream-42").open();
        FragmentScope fragment = run.fragment(1).open()) {
      for (int i = from; i < to; i++) {
        fragment.stage("stage-" + i).run(stage -> {});
      }
      fragment.succeed();
    }
  }

  private static void streams(Obs obs, int from, int to) {
    for (int i = from; i < to; i++) {
      try (RunScope run = obs.run("stream-" + i).open()) {
        run.succeed();
      }
    }
  }

  private long used(Obs obs) {
    obs.flush(Duration.ofSeconds(30));
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
