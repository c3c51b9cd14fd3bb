package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ConfigurationException;
import io.streamobs.CorrelationContext;
import io.streamobs.LogFileBuilder;
import io.streamobs.ObsProcess;
import io.streamobs.RecordSinks;
import io.streamobs.TurnedClock;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.home.SafeNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;

/** What becomes of lines, and when the next file begins. */
@Timeout(120)
class LogFileSinkTest {

  @TempDir Path folder;

  @Test
  void lines_standInAFileOfThisProcess_andNoMarkIsLeft() {
    try (LogRig rig = new LogRig(folder.resolve("made/logs"))) {
      rig.log(20);
      assertThat(rig.disk().marks()).hasSize(1);
      rig.close();
      assertThat(rig.disk().files())
          .singleElement()
          .asString()
          .isEqualTo("dub_" + ObsProcess.instanceId() + "_0001.jsonl");
      rig.disk().assertHasAll(20);
      assertThat(rig.disk().marks()).isEmpty();
      assertThat(rig.file.ledger().lossless()).isTrue();
    }
  }

  @Test
  void fullFile_isFollowedByTheNext_betweenTwoLines() {
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1_000);
      List<JsonNode> rotations = rig.heard.events("log_rotated");
      rig.close();
      List<String> files = rig.disk().files();
      assertThat(files).hasSizeGreaterThan(4);
      assertThat(files).allMatch(file -> rig.disk().bytes(file) <= 1 << 16);
      rig.disk().assertHasAll(1_000);
      assertThat(rotations).hasSizeGreaterThanOrEqualTo(files.size() - 2);
      JsonNode first = rotations.get(0).get("details");
      assertThat(first.get("from").asString()).isEqualTo(files.get(0));
      assertThat(first.get("to").asString()).isEqualTo(files.get(1));
      assertThat(first.get("bytes").asLong()).isEqualTo(rig.disk().bytes(files.get(0)));
      assertThat(first.get("reason").asString()).isEqualTo("size");
    }
  }

  @Test
  void lineLargerThanAFile_isWrittenWhole() {
    try (LogRig rig = new LogRig(folder, file -> file.events(Level.ERROR))) {
      rig.log(3);
      rig.logLong(200_000);
      rig.log(3);
      rig.close();
      assertThat(rig.disk().records()).hasSize(7);
      assertThat(rig.disk().files()).hasSize(3);
    }
  }

  @Test
  void timeOver_beginsTheNextFile_withTheNextLine() {
    try (LogRig rig = new LogRig(folder)) {
      rig.log(5);
      rig.clock.advance(Duration.ofDays(1));
      assertThat(rig.disk().files()).hasSize(1);
      rig.log(5);
      assertThat(rig.details("log_rotated").get("reason").asString()).isEqualTo("time");
      rig.log(5);
      assertThat(rig.disk().files()).hasSize(2);
      rig.close();
      rig.disk().assertHasAll(15);
    }
  }

  @Test
  void clockThatIsSetBack_rotatesOnceAtMost_andLosesNothing() {
    try (LogRig rig = new LogRig(folder, file -> file.rotateEvery(Duration.ofMinutes(1)))) {
      rig.log(5);
      rig.clock.jump(Duration.ofHours(-1));
      for (int i = 0; i < 20; i++) {
        rig.log(5);
      }
      // One for the jump, and one for a minute that may have ended meanwhile.
      assertThat(rig.disk().files()).hasSizeBetween(2, 3);
      rig.close();
      rig.disk().assertHasAll(105);
    }
  }

  @Test
  void clockThatIsSetAheadAndBack_stillRotatesByTime() {
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      rig.clock.jump(Duration.ofDays(365));
      rig.log(1);
      rig.clock.jump(Duration.ofDays(-365));
      rig.log(1);
      rig.clock.advance(Duration.ofDays(1));
      rig.log(1);
      assertThat(rig.disk().files()).hasSize(4);
      rig.close();
      rig.disk().assertHasAll(4);
    }
  }

  @Test
  void takenNames_arePassedOver_alsoThoseOfLinks() throws Exception {
    String mine = "dub_" + ObsProcess.instanceId() + "_";
    Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve(mine + "0002.jsonl"), elsewhere);
    Files.createDirectory(folder.resolve(mine + "0003.jsonl"));
    try (LogRig rig = new LogRig(folder)) {
      rig.log(1);
      rig.clock.advance(Duration.ofDays(1));
      rig.log(1);
      rig.awaitEvent("log_rotated");
      assertThat(Files.size(folder.resolve(mine + "0004.jsonl"))).isPositive();
      assertThat(elsewhere).isEmptyFile();
    }
  }

  @Test
  void secondSinkOfTheProcess_hasFilesOfItsOwn() {
    try (LogRig one = new LogRig(folder);
        LogRig two = new LogRig(folder)) {
      one.log(200);
      two.log(200);
      assertThat(one.disk().marks()).hasSize(2);
      one.close();
      two.close();
      Set<String> writers = new HashSet<>();
      one.disk().files().forEach(file -> writers.add(file.split("_")[1]));
      String id = ObsProcess.instanceId();
      assertThat(writers).containsExactlyInAnyOrder(id, id + ".2");
      assertThat(one.disk().records().stream().filter(r -> r.has("n"))).hasSize(400);
      assertThat(one.disk().marks()).isEmpty();
    }
  }

  @Test
  void sinkThatIsOpenedAgain_goesOnCounting() {
    for (int i = 1; i <= 3; i++) {
      try (LogRig rig = new LogRig(folder)) {
        rig.log(1);
      }
      assertThat(new LogDisk(folder).files()).hasSize(i);
    }
  }

  @Test
  void name_isMadeSafe_andIsTheServiceWhereNoneIsGiven() {
    String service = CorrelationContext.current().service();
    for (String name : new String[] {"Live/../Dub", service}) {
      Path logs = folder.resolve(SafeNames.of(name));
      LogFileBuilder builder = RecordSinks.file(logs);
      try (LogRig rig =
          new LogRig(logs, any -> name.equals(service) ? builder : builder.name(name))) {
        rig.log(1);
        assertThat(rig.disk().files()).allMatch(f -> f.startsWith(SafeNames.of(name) + "_"));
      }
    }
  }

  @Test
  void policyOfAFewFiles_isKept_whileManyAreWritten() {
    RetentionPolicy policy = RetentionPolicy.builder().maxBytes(200_000L).maxCount(3).build();
    try (LogRig rig = new LogRig(folder, file -> file.keep(policy))) {
      rig.log(3_000);
      rig.awaitEvent("retention_deleted", 5);
      Awaitility.await()
          .atMost(LogRig.LONG)
          .untilAsserted(() -> assertThat(rig.disk().files()).hasSizeLessThanOrEqualTo(3));
      rig.close();
      // The newest lines are the ones that are left.
      assertThat(rig.disk().numbers()).contains(2_999).doesNotContain(0);
    }
  }

  @Test
  void sinkThatIsAttachedAlready_isRefused_untilItIsClosed() {
    RecordSink sink = LogRig.settings(folder).build();
    try (LogRig rig = new LogRig(folder, new TurnedClock(), sink)) {
      rig.log(1);
      assertThatThrownBy(() -> new LogRig(folder, new TurnedClock(), sink))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContainingAll("log file sink", "build() another");
      rig.log(1);
      assertThat(rig.disk().marks()).hasSize(1);
    }
    try (LogRig again = new LogRig(folder, new TurnedClock(), sink)) {
      again.log(3);
    }
    assertThat(new LogDisk(folder).files()).hasSize(2);
    assertThat(new LogDisk(folder).marks()).isEmpty();
    assertThat(new LogDisk(folder).records().stream().filter(r -> r.has("n"))).hasSize(5);
  }
}
