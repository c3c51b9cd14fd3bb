package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import io.streamobs.Ledger;
import io.streamobs.Ledger.Reason;
import io.streamobs.Obs;
import io.streamobs.ObsErrors;
import io.streamobs.ObsProcess;
import io.streamobs.StageScope;
import io.streamobs.WorkScope;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkOptions;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a default pipeline keeps when its queue and its sink's buffer are full and nothing moves:
 * filled with the largest records that are taken, then with as many as there is room for of those
 * that are just not large.
 */
class QueueMemoryTest {

  private static final long MOST = 16L << 20;
  private static final int CAPACITY = 8_192;
  private static final int LARGE_ONES = 600;

  private final Stuck stuck = new Stuck();
  private final Rig rig = new Rig(/* reads= */ false);
  private Obs obs;
  private WorkScope work;

  @AfterEach
  void close() {
    stuck.letGo();
    MDC.clear();
    work.close();
    obs.close();
    rig.close();
  }

  /** A sink that takes nothing, and holds the pipeline's own thread when it is told to. */
  private static final class Stuck extends Output implements RecordSink {

    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean holds;

    void letGo() {
      end.countDown();
    }

    void hold() {
      holds = true;
    }

    @Override
    RecordSink newSink() {
      return this;
    }

    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      if (holds) {
        await();
      }
      return true;
    }

    @Override
    public void write(ByteBuffer lines) {
      await();
      lines.position(lines.limit());
    }

    private void await() {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new AssertionError("a thread of ours was interrupted", e);
      }
    }
  }

  /** What fills the queue. */
  enum Kind {
    USUAL_LINE {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        log.error("a {} b {} c {} d {} e {}", n + 0.5, n + 1.5, n + 2.5, n + 1_000, n % 2 == 0);
      }
    },
    LATIN_1 {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        log.error("text {}", "x".repeat(large ? 32_768 : 440));
      }
    },
    UTF_16 {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        log.error("text {}", "語".repeat(large ? 32_768 : 440));
      }
    },
    MESSAGES {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        log.error("語".repeat(large ? 100_000 : 480));
      }
    },
    ARGUMENTS {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        Object[] numbers = new Object[large ? 20_000 : 33];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = 1_000_000L + n + i;
        }
        log.error("many {}", numbers);
      }
    },
    FIELDS {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        LoggingEventBuilder line = log.atError();
        for (int i = 0; i < (large ? 128 : 4); i++) {
          line = line.addKeyValue("name" + i, "語".repeat(large ? 1_000 : 26));
        }
        line.log("fields");
      }
    },
    CONTEXT_MAP {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        MDC.put("a", "語".repeat(large ? 30_000 : 140) + n);
        MDC.put("b", "語".repeat(100) + n);
        log.error("mdc");
      }
    },
    LINES_WITH_EXCEPTIONS {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        log.error("failed", deep(large ? 900 : 1));
      }
    },
    EVENTS {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        var event = work.event("measured").level(Level.ERROR);
        for (int i = 0; i < (large ? 2_000 : 4); i++) {
          event.field("field" + i, "語".repeat(30));
        }
        event.emit();
      }
    },
    EVENTS_WITH_EXCEPTIONS {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        work.event("broke").level(Level.ERROR).error(deep(900)).emit();
      }
    },
    STAGES {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        try (StageScope stage = work.stage("encode").open()) {
          for (int i = 0; i < (large ? 80 : 1); i++) {
            stage.attribute("attribute" + i, "語".repeat(large ? 500 : 120));
            stage.config("setting" + i, "語".repeat(large ? 500 : 40));
            stage.input("input" + i, Path.of("/media/" + "x".repeat(large ? 200 : 20) + n));
          }
          stage.succeed();
        }
      }
    },
    STAGES_THAT_FAIL {
      @Override
      void make(Logger log, WorkScope work, int n, boolean large) {
        try (StageScope stage = work.stage("encode").open()) {
          if (large) {
            stage.fail(deep(900));
          } else {
            stage.fail(ObsErrors.STAGE_FAILED, "語".repeat(470));
          }
        }
      }
    };

    abstract void make(Logger log, WorkScope work, int n, boolean large);

    static Throwable deep(int frames) {
      return frames == 0 ? new IllegalStateException("made up") : deep(frames - 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void queueAndBufferFull_keepNoMoreThan16MiB_whateverFillsThem(Kind kind, TestReporter reporter) {
    warmUp(kind);
    Awaitility.await().until(() -> used() > 0 && direct() < SinkOptions.DEFAULT_BUFFER_BYTES);
    long before = used();
    start(stuck);
    long idle = used() - before;
    fillBuffer();
    stuck.hold();
    fill(kind, LARGE_ONES, true);
    fill(kind, 2 * CAPACITY, false);
    fill(Kind.MESSAGES, 2 * CAPACITY, false); // where the bound on large ones left places
    Ledger queue = ObsProcess.pipeline().health().queue();
    assertThat(queue.pending()).isEqualTo(CAPACITY);
    long full = used() - before;
    reporter.publishEntry(kind + " KiB", idle / 1024 + " idle, " + full / 1024 + " full");
    assertThat(full).as("bytes of heap and direct memory").isLessThanOrEqualTo(MOST);
  }

  // Classes and caches are not what is asked for.
  private void warmUp(Kind kind) {
    Rig first = new Rig().started();
    try (Obs warm = Obs.builder().service("memory").captureUncaught(false).open()) {
      WorkScope some = warm.work("warm_up").open();
      for (int n = 0; n < 50; n++) {
        kind.make(first.logger(), some, n, n % 2 == 0);
      }
      some.close();
      MDC.clear();
    }
    first.close();
  }

  private void start(Stuck sink) {
    rig.appender.add(sink);
    rig.started();
    obs = Obs.builder().service("memory").captureUncaught(false).open();
    work = obs.work("fill").open();
  }

  private void fillBuffer() {
    while (ObsProcess.pipeline().health().sinks().get(0).dropped(Reason.SINK_FULL) == 0) {
      rig.logger().error("fills the buffer {}", "x".repeat(2_000));
    }
  }

  private void fill(Kind kind, int records, boolean large) {
    for (int n = 0; n < records; n++) {
      kind.make(rig.logger(), work, n, large);
    }
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed() + direct();
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
