package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.event.RecordField;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.SinkOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObsBuilderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "obs.close.deadline, soon",
    "obs.close.deadline, 0s",
    "obs.stage.deadline, 2h",
    "obs.uncaught, perhaps",
    "obs.text.chars, 12",
    "obs.session.id, 'a b'",
    "obs.correlation.id, '{}'"
  })
  void badSetting_isRefusedWithKeyValueAndRemedy(String key, String value) {
    System.setProperty(key, value);
    try {
      assertThatThrownBy(() -> Obs.builder().standalone().open())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("OBS-CONF-002")
          .hasMessageContaining(key)
          .hasMessageContaining(value)
          .hasMessageContaining("give");
    } finally {
      System.clearProperty(key);
    }
  }

  @Test
  void home_thatIsAFile_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Obs.builder().standalone().home(file).open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("home");
  }

  @Test
  void home_thatIsALinkToAFolder_isUsed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    try (Obs obs = Obs.builder().standalone().home(link).sink(new CapturingSink()).open()) {
      obs.run("s").open().close();
    }
    assertThat(real.resolve("locks")).isDirectory();
  }

  @Test
  void sinkThatRefusesToBeAttached_leavesNoOtherOpen() {
    AtomicInteger closed = new AtomicInteger();
    RecordSink first =
        new RecordSink() {
          @Override
          public String name() {
            return "first";
          }

          @Override
          public void write(ByteBuffer lines) {
            lines.position(lines.limit());
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    RecordSink second =
        new RecordSink() {
          @Override
          public String name() {
            return "second";
          }

          @Override
          public void attached(SinkContext context) {
            throw new IllegalStateException("not here");
          }

          @Override
          public void write(ByteBuffer lines) {}
        };
    assertThatThrownBy(() -> Obs.builder().sink(first).sink(second).open())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not here");
    assertThat(closed).hasValue(1);
    assertThat(ObsProcess.pipeline().health().sinks()).isEmpty();
  }

  @Test
  void overflow_ofTheProcess_isNotTheBuildersToSet() {
    assertThatThrownBy(() -> Obs.builder().overflow(Overflow.WAIT).open())
        .hasMessageContainingAll("overflow", "-Dobs.queue.overflow", "standalone()");
  }

  @Test
  void queueCapacity_ofTheProcess_isNotTheBuildersToSet() {
    assertThatThrownBy(() -> Obs.builder().queueCapacity(128).open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OBS_QUEUE_CAPACITY");
  }

  @Test
  void namesAndDeadlines_areCheckedWhereTheyAreGiven() {
    assertThatThrownBy(() -> Obs.builder().service(" ")).isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> Obs.builder().closeDeadline(Duration.ofSeconds(-1)))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> SinkOptions.ofDefaults().withBufferBytes(1))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> ErrorCode.of("oops", "", ""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OBS-CONF-001");
  }

  @Test
  void naming_isRefusedWhereTwoFieldsWouldShareAName() {
    assertThatThrownBy(() -> FieldNaming.renaming(Map.of("streamId", "ts")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OBS-CONF-004");
    assertThatThrownBy(() -> FieldNaming.renaming(Map.of("nope", "x")))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> FieldNaming.preset("gelf")).isInstanceOf(ConfigurationException.class);
    assertThat(FieldNaming.renaming(Map.of("ts", "level", "level", "ts")).name(RecordField.TS))
        .isEqualTo("level");
  }

  @Test
  void unfinishedRun_isResumedByTheNextInstance_underItsIds() {
    String runId;
    String correlation;
    try (Obs first = open()) {
      RunScope run = first.run("stream-42").open();
      runId = run.runId();
      correlation = run.context().correlationId();
    }
    try (Obs second = open()) {
      RunScope resumed = second.run("stream-42").resume();
      assertThat(resumed.resumed()).isTrue();
      assertThat(resumed.runId()).isEqualTo(runId);
      assertThat(resumed.context().correlationId()).isEqualTo(correlation);
      resumed.close();
    }
    try (Obs third = open();
        RunScope fresh = third.run("stream-42").resume()) {
      assertThat(fresh.resumed()).isFalse();
      assertThat(fresh.runId()).isNotEqualTo(runId);
    }
  }

  @Test
  void runs_areResumedByWhatTheyAre_notByWhatIsOnTheDiskYet() {
    try (Obs obs = open()) {
      for (int i = 0; i < 50; i++) {
        RunScope completed = obs.run("c" + i).open();
        completed.close();
        assertThat(obs.run("c" + i).resume().resumed()).isFalse();
        RunScope interrupted = obs.run("i" + i).open();
        interrupted.interrupt("deploy");
        interrupted.close();
        assertThat(obs.run("i" + i).resume().runId()).isEqualTo(interrupted.runId());
      }
      obs.close(Duration.ofMinutes(1)); // with all notes written, also where the disk is slow
    }
  }

  @Test
  void runThatIsOpen_isNotTakenOver() {
    try (Obs obs = open()) {
      RunScope open = obs.run("s").open();
      assertThat(obs.run("s").resume().runId()).isNotEqualTo(open.runId());
    }
  }

  @Test
  void interruptedRun_staysUnfinished() {
    String runId;
    try (Obs first = open();
        RunScope run = first.run("s").open()) {
      run.interrupt("deploy");
      runId = run.runId();
    }
    try (Obs second = open();
        RunScope run = second.run("s").resume()) {
      assertThat(run.runId()).isEqualTo(runId);
    }
  }

  @Test
  void hostileStreamIds_neverLeaveTheHome_norMeetEachOther() throws IOException {
    String[] ids = {
      "../../x",
      "a/b",
      "..",
      "CON",
      "a\u0000b",
      "é",
      "e\u0301",
      "A",
      "a",
      "\ud800",
      "\udc00",
      "x".repeat(10_000),
      "x".repeat(9_999) + "y",
      "\"\n"
    };
    try (Obs obs = open()) {
      for (String id : ids) {
        obs.run(id).open();
      }
    }
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(folder::relativize))
          .hasSize(ids.length)
          .allMatch(file -> file.startsWith("locks"));
    }
  }

  private Obs open() {
    return Obs.builder().standalone().sink(new CapturingSink()).home(folder).open();
  }
}
