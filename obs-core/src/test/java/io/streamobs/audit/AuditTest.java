package io.streamobs.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.Shell;
import io.streamobs.spi.home.LockFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is appended, and how it reads. */
@Timeout(120)
class AuditTest {

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @TempDir Path home;

  private AuditRig rig;

  @BeforeEach
  void begin() {
    rig = new AuditRig(home);
  }

  private JsonNode onlyEntry(AuditEntry entry) throws IOException {
    rig.audit().append(entry);
    assertThat(rig.lines()).hasSize(1);
    assertThat(rig.verify().isSound()).isTrue();
    return STRICT.readTree(rig.lines().get(0)).get("entry");
  }

  @Test
  void auditThatIsNamed_isNotMadeByThat_andIsSound() throws IOException {
    assertThat(rig.audit().head()).isEqualTo(new AuditHead(0, "0".repeat(64), 0));
    assertThat(rig.verify()).isEqualTo(new AuditVerification(0, 0, AuditHead.NONE, List.of(), 0));
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void entries_followEachOther_whoeverAppendsThem() throws IOException {
    AuditHead first = rig.audit().append(AuditRig.entry(1));
    AuditHead third = rig.audit().append(List.of(AuditRig.entry(2), AuditRig.entry(3)));
    rig.append(200);
    AuditHead head = rig.audit().head();
    assertThat(List.of(first.n(), third.n(), head.n())).containsExactly(1L, 3L, 203L);
    AuditVerification found = rig.verify();
    assertThat(found.problems()).isEmpty();
    assertThat(found.isSound()).isTrue();
    assertThat(found.entries()).isEqualTo(203);
    assertThat(found.signed()).isZero();
    assertThat(found.head()).isEqualTo(head);
    assertThat(rig.audit().verify(first.hash()).isSound()).isTrue();
    assertThat(rig.audit().verify(third.hash()).isSound()).isTrue();
    assertThat(rig.audit().verify(AuditHead.NONE.hash()).isSound()).isTrue();
  }

  @Test
  void lineThatIsJustBeingWritten_isNoDamage() throws Exception {
    rig.append(2);
    String written = Files.readString(rig.file);
    FutureTask<AuditVerification> verified = new FutureTask<>(rig::verify);
    Thread reader = new Thread(verified, "reader");
    LockFile.run(
        home.resolve("locks/audit.lock"),
        trouble -> {
          Files.writeString(rig.file, written + "{\"hash\":\"");
          reader.start();
          await().until(() -> reader.getState() == Thread.State.BLOCKED);
          Files.writeString(rig.file, written);
        });
    assertThat(verified.get().problems()).isEmpty();
    assertThat(verified.get().entries()).isEqualTo(2);
  }

  @Test
  void lockThatSomebodyHolds_keepsNobodyFromLooking() throws IOException {
    rig.append(2);
    try (FileChannel held =
        FileChannel.open(home.resolve("locks/audit.lock"), StandardOpenOption.WRITE)) {
      held.lock();
      AuditVerification found = rig.verify();
      assertThat(found.isSound()).isTrue();
      assertThat(found.entries()).isEqualTo(2);
    }
  }

  @Test
  void verification_makesNothing_whereNobodyEverAppended() throws IOException {
    rig.append(1);
    Files.delete(home.resolve("locks/audit.lock"));
    Files.delete(home.resolve("locks"));
    assertThat(rig.verify().isSound()).isTrue();
    assertThat(home.resolve("locks")).doesNotExist();
  }

  @Test
  void nothing_isAppended_asNothing() throws IOException {
    AuditHead head = rig.append(2);
    assertThat(rig.audit().append(List.of())).isEqualTo(head);
    assertThat(rig.verify().entries()).isEqualTo(2);
  }

  @Test
  void entry_isJson_inTheOrderInWhichItWasMade() throws IOException {
    rig.audit()
        .append(
            AuditEntry.of("run_pinned", "ada", "INC-4711")
                .with("runId", "r1")
                .with("bytes", 12L)
                .with("forced", true)
                .with("newest", AuditRig.KEY));
    JsonNode line = STRICT.readTree(rig.lines().get(0));
    assertThat(line.propertyNames()).containsExactly("hash", "n", "prev", "open", "entry");
    assertThat(line.get("entry").toString())
        .isEqualTo(
            "{\"ts\":\"2026-01-01T00:00:00Z\",\"action\":\"run_pinned\",\"actor\":\"ada\","
                + "\"reason\":\"INC-4711\",\"runId\":\"r1\",\"bytes\":12,\"forced\":true,"
                + "\"newest\":\"an audit key\"}");
    List<String> read = new ArrayList<>();
    rig.audit().read(read::add);
    assertThat(read).containsExactly(line.get("entry").toString());
  }

  @Test
  void texts_comeBackAsTheyWere() throws IOException {
    String text = "a\nb\r\"c\\\" \u0000\u007f \u2028 }} {\"hash\":\" 日本 \uD83D\uDE00";
    JsonNode entry = onlyEntry(AuditRig.entry(1).with("id", text).with("na\"me\n", "x"));
    assertThat(entry.get("id").asString()).isEqualTo(text);
    assertThat(entry.get("na\"me\n").asString()).isEqualTo("x");
  }

  @Test
  void loneSurrogate_isReplaced_andTheEntryStaysSound() throws IOException {
    JsonNode entry = onlyEntry(AuditRig.entry(1).with("id", "a\uD83Db"));
    assertThat(entry.get("id").asString()).isEqualTo("a\uFFFDb");
  }

  @Test
  void longText_isCut_andNotWithinACharacter() throws IOException {
    JsonNode entry =
        onlyEntry(
            AuditRig.entry(1)
                .with("id", "x".repeat(1_001))
                .with("fits", "x".repeat(1_000))
                .with("pair", "x".repeat(999) + "\uD83D\uDE00"));
    assertThat(entry.get("id").asString()).isEqualTo("x".repeat(1_000) + "…");
    assertThat(entry.get("fits").asString()).isEqualTo("x".repeat(1_000));
    assertThat(entry.get("pair").asString()).isEqualTo("x".repeat(999) + "…");
  }

  @Test
  void entryThatWouldBeLongerThanALineMayBe_isRefusedWhenItIsMade() throws IOException {
    AuditEntry entry = AuditRig.entry(1);
    for (int n = 0; n < 9; n++) {
      entry = entry.with("field" + n, "\u0001".repeat(1_000));
    }
    AuditEntry full = entry;
    assertThatThrownBy(() -> full.with("more", "\u0001".repeat(1_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more");
    onlyEntry(full);
    rig.append(1);
    assertThat(rig.verify().problems()).isEmpty();
  }

  @Test
  void secretsInWhatPeopleWrite_areNotKept() throws IOException {
    String secret = "password=hunter2hunter2";
    JsonNode entry = onlyEntry(AuditEntry.of("x", secret, "see " + secret).with("cause", secret));
    assertThat(entry.toString()).doesNotContain("hunter2");
    assertThat(entry.get("reason").asString()).startsWith("see ");
  }

  @Test
  void timeOfAnEntry_isTheAudits_whateverItsFieldsAreCalled() throws IOException {
    JsonNode entry = onlyEntry(AuditRig.entry(1).with(Map.of("ts", "1999")));
    assertThat(entry.get("ts").asString()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void openDeletions_areCounted_andNeverBelowNone() throws IOException {
    Audit audit = rig.audit();
    AuditEntry begun = AuditEntry.of(AuditEntry.PURGE_INTENDED, "a", "b");
    AuditEntry done = AuditEntry.of(AuditEntry.PURGE_DONE, "a", "b");
    AuditEntry failed = AuditEntry.of(AuditEntry.PURGE_FAILED, "a", "b");
    assertThat(audit.append(done).open()).isZero();
    assertThat(audit.append(List.of(begun, begun, AuditRig.entry(1))).open()).isEqualTo(2);
    assertThat(audit.append(failed).open()).isEqualTo(1);
    assertThat(audit.append(done).open()).isZero();
    assertThat(rig.verify().isSound()).isTrue();
  }

  @Test
  void hashesAndSignatures_areThoseThatAnotherToolMakes() throws Exception {
    assumeTrue(Shell.succeeds("sha256sum", "--version") && Shell.succeeds("openssl", "version"));
    AuditKey key = AuditKey.of("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    rig.audit(key).append(AuditRig.entry(1).with("id", "\"日\n"));
    rig.append(key, 2);
    String content = "sed -E 's/^\\{\"hash\":\"[0-9a-f]+\",(\"hmac\":\"[0-9a-f]+\",)?/{/'";
    for (String text : rig.lines()) {
      Path line = Files.writeString(home.resolve("line"), text);
      String cut = content + " " + line;
      JsonNode json = STRICT.readTree(text);
      assertThat(shell(cut + " | sha256sum")).startsWith(json.get("hash").asString());
      assertThat(shell(cut + " | openssl dgst -sha256 -hmac 0123456789abcdef"))
          .endsWith(json.get("hmac").asString());
    }
  }

  private static String shell(String script) throws Exception {
    return new String(Shell.output("bash", "-c", script), StandardCharsets.UTF_8).strip();
  }
}
