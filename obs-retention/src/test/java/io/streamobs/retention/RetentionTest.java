package io.streamobs.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streamobs.ConfigurationException;
import io.streamobs.Obs;
import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.audit.AuditVerification;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.testkit.RecordView;
import io.streamobs.testkit.RecordedLog;
import io.streamobs.testkit.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By log files, which every home may have. */
class RetentionTest {

  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path home;
  final RecordingSink log = new RecordingSink();

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(home.resolve("logs"));
    add(1, 50);
    add(2, 3);
    add(3, 1);
  }

  private void add(int n, int hoursOld) throws IOException {
    Path file = home.resolve("logs/live_20261101T000000Z-7-0000000a_000" + n + ".jsonl");
    Files.write(file, new byte[100]);
    Instant time = Instant.now().minus(Duration.ofHours(hoursOld));
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private List<String> left() {
    try (Stream<Path> files = Files.list(home.resolve("logs"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(f -> f.endsWith("l"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Obs obs(Retention retention) {
    return Obs.builder()
        .service("live")
        .component("worker")
        .home(home)
        .sink(log)
        .plugin(retention)
        .standalone()
        .open();
  }

  private static Retention.Builder keep(Duration age) {
    RetentionPolicy policy = RetentionPolicy.builder().maxAge(age).build();
    return Retention.builder()
        .policies(RetentionPolicies.builder().logFiles(policy).build())
        .every(OFTEN);
  }

  private List<RecordView> told(Obs obs, LibraryEvent event) {
    return RecordedLog.of(obs, log).records().stream()
        .filter(record -> event.json().equals(record.event()))
        .toList();
  }

  @Test
  void obs_deletesByPolicy_whileItIsOpen_andSaysWhereTheAuditEnds() throws IOException {
    try (Obs obs = obs(keep(Duration.ofHours(2)).build())) {
      await().atMost(LONG).untilAsserted(() -> assertThat(left()).hasSize(1));
      await().atMost(LONG).until(() -> !told(obs, LibraryEvent.RETENTION_APPLIED).isEmpty());
      assertThat(told(obs, LibraryEvent.RETENTION_DELETED)).hasSize(2);
      List<RecordView> applied = told(obs, LibraryEvent.RETENTION_APPLIED);
      Object head = applied.get(applied.size() - 1).detail("audit_head");
      AuditVerification found = Audit.of(home, null).verify(String.valueOf(head));
      assertThat(found.problems()).isEmpty();
      assertThat(found.entries()).isEqualTo(4);
    }
  }

  @Test
  void severalInOneHome_deleteEachOnce() throws IOException {
    for (int n = 4; n < 10; n++) {
      add(n, 9);
    }
    try (Obs one = obs(keep(Duration.ofHours(2)).build());
        Obs other = obs(keep(Duration.ofHours(2)).build())) {
      await().atMost(LONG).untilAsserted(() -> assertThat(left()).hasSize(1));
    }
    AuditVerification found = Audit.of(home, null).verify(null);
    assertThat(found.problems()).isEmpty();
    assertThat(found.entries()).isEqualTo(2 * 8);
    assertThat(found.head().open()).isZero();
  }

  @Test
  void withoutAPolicy_nothingIsDeletedOrMade_butWhatWasCutOffIsEnded() throws IOException {
    Audit audit = Audit.of(home, null);
    audit.append(
        AuditEntry.of("purge_intended", "grace", "older than 5h")
            .with("purge", "00000000000000aa")
            .with("kind", "log_file")
            .with("id", left().get(0))
            .with("owner", "1-1"));
    try (Obs obs = obs(Retention.ofDefaults())) {
      await().atMost(LONG).until(() -> audit.head().open() == 0);
    }
    assertThat(left()).hasSize(3);
    assertThat(home.resolve("audit/reserve")).doesNotExist();
    assertThat(home.resolve("locks/retention.applied")).doesNotExist();
  }

  @Test
  void auditThatIsDamaged_isToldOnce_andHoldsDeletionsUp() throws IOException {
    Files.createDirectories(home.resolve("audit"));
    Path audit = Files.writeString(home.resolve("audit/audit.jsonl"), "what?\n");
    try (Obs obs = obs(keep(Duration.ofHours(2)).build())) {
      await().atMost(LONG).until(() -> !told(obs, LibraryEvent.RETENTION_FAILED).isEmpty());
      Files.delete(audit);
      await().atMost(LONG).untilAsserted(() -> assertThat(left()).hasSize(1));
      assertThat(told(obs, LibraryEvent.RETENTION_FAILED)).hasSize(1);
    }
  }

  @Test
  void policyForWhatNobodyStores_isToldOnce() throws IOException {
    RetentionPolicy policy = RetentionPolicy.builder().maxAge(Duration.ofHours(2)).build();
    RetentionPolicies both = RetentionPolicies.builder().logFiles(policy).sessions(policy).build();
    try (Obs obs = obs(Retention.builder().policies(both).every(OFTEN).build())) {
      await().atMost(LONG).untilAsserted(() -> assertThat(left()).hasSize(1));
      add(4, 9);
      await().atMost(LONG).untilAsserted(() -> assertThat(left()).hasSize(1));
      assertThat(told(obs, LibraryEvent.RETENTION_LIMITED))
          .singleElement()
          .satisfies(note -> assertThat(note.message()).contains("session", "class path"));
    }
  }

  @Test
  void settingsThatCannotBeUsed_areRefusedWhenTheObsOpens() throws IOException {
    Path policy = Files.writeString(home.resolve("retention.conf"), "[log_file]\nmax-age = 3x\n");
    assertThatThrownBy(() -> RetentionPolicies.read(policy))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> Retention.builder().every(Duration.ofDays(2)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("every");
  }
}
