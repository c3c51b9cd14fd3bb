package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThatAudit;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.audit.AuditKey;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditAssertTest {

  private static final AuditKey KEY = AuditKey.of("0123456789abcdef".getBytes(UTF_8));
  private static final AuditKey OTHER_KEY = AuditKey.of("fedcba9876543210".getBytes(UTF_8));

  @TempDir private Path home;

  private static final class Silent implements Purge.Listener {
    @Override
    public void deleted(RetentionTarget target, Deletion deletion, RetentionTarget.Freed freed) {}

    @Override
    public void failed(RetentionTarget target, Deletion deletion, Exception cause) {}

    @Override
    public void unaudited(IOException cause) {
      throw new AssertionError(cause);
    }
  }

  /** Purges two things, of which one is in use, and pins a run: five entries. */
  private void write(Audit audit) throws IOException {
    Things things = new Things(home);
    List<RetentionItem> items = List.of(things.make(1, Instant.EPOCH), things.makeInUse());
    List<Deletion> deletions =
        items.stream()
            .map(item -> new Deletion(item, RetentionPart.ALL, "max-age", "älter als 30 Tage"))
            .toList();
    Purge.audited(audit, "ada", new Silent()).run(new FolderTarget(things), deletions);
    audit.append(
        AuditEntry.of("run_pinned", "ada", "INC-4711")
            .with("streamId", "stream-42")
            .with("runId", "run-7")
            .with("until", Instant.EPOCH));
  }

  private String written() throws IOException {
    Audit audit = Audit.of(home, null);
    write(audit);
    return audit.head().hash();
  }

  private Path file() {
    return home.resolve("audit/audit.jsonl");
  }

  private void change(UnaryOperator<List<String>> change) throws IOException {
    Files.write(file(), change.apply(new ArrayList<>(Files.readAllLines(file()))));
  }

  @Test
  void audit_isAsItSays() throws IOException {
    String head = written();

    assertThatAudit(home)
        .isSound()
        .isSoundSince(head)
        .isSoundSince("0".repeat(64))
        .hasEntries(5)
        .hasPurge("thing", Things.id(1))
        .hasNoOpenPurge()
        .has("purge_intended", "rule", "max-age", "bytes", 100, "reason", "älter als 30 Tage")
        .has("purge_failed", "id", Things.id(9))
        .has("run_pinned", "actor", "ada", "runId", "run-7", "until", Instant.EPOCH);
  }

  @Test
  void signedAudit_isSignedByItsKeyAlone() throws IOException {
    write(Audit.of(home, KEY));

    assertThatAudit(home).isSound().signedBy(KEY);
    assertThatThrownBy(() -> assertThatAudit(home).signedBy(OTHER_KEY))
        .hasMessageContaining("not signed with this key");
    assertThatAudit(home).hasEntries(5);
  }

  @Test
  void unsignedAudit_isNotSigned() throws IOException {
    written();

    assertThatThrownBy(() -> assertThatAudit(home).signedBy(KEY))
        .hasMessageContaining("not signed at all");
  }

  @Test
  void noAudit_isNotSound() {
    assertThatAudit(home).hasEntries(0).hasNoOpenPurge();
    assertThatThrownBy(() -> assertThatAudit(home).isSound())
        .hasMessageContaining("there is no entry");
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            "changed",
            lines -> at(lines, 1, "r\":\"ada", "r\":\"eve"),
            "line 2: its hash is that of"),
        damage("removed", lines -> without(lines, 2), "line 3: n is 4 and should be 3"),
        damage("removed first", lines -> without(lines, 0), "line 1: n is 2"),
        damage("moved", AuditAssertTest::moved, "line 2: n is 3"),
        damage(
            "no entry",
            lines -> at(lines, 1, "\\{.*", "{}"),
            "line 2: the line: required property"),
        damage("no JSON", lines -> at(lines, 1, "\\{\"hash.*", "plain"), "not valid JSON"),
        damage("no reason", lines -> at(lines, 4, "\"reason\"", "\"because\""), "'reason'"),
        damage("hash of another", lines -> at(lines, 1, "h\":\".{8}", "h\":\"00000000"), "line 3"));
  }

  private static Arguments damage(String what, UnaryOperator<List<String>> change, String said) {
    return Arguments.of(what, change, said);
  }

  private static List<String> at(List<String> lines, int index, String regex, String text) {
    lines.set(index, lines.get(index).replaceFirst(regex, text));
    return lines;
  }

  private static List<String> without(List<String> lines, int index) {
    lines.remove(index);
    return lines;
  }

  private static List<String> moved(List<String> lines) {
    Collections.swap(lines, 1, 2);
    return lines;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void damagedAudit_isNotSound(String what, UnaryOperator<List<String>> change, String said)
      throws IOException {
    written();
    change(change);

    assertThatThrownBy(() -> assertThatAudit(home).isSound())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(said)
        .hasMessageContaining("the audit has");
  }

  @Test
  void tornAudit_isNotSound() throws IOException {
    written();
    String all = Files.readString(file());
    Files.writeString(file(), all.substring(0, all.length() - 1));

    assertThatThrownBy(() -> assertThatAudit(home).isSound())
        .hasMessageContaining("behind the last line are");
  }

  @Test
  void shortenedAudit_isSoundByItself_butNotSinceItsHead() throws IOException {
    String head = written();
    change(lines -> without(lines, 4));

    assertThatAudit(home).isSound();
    assertThatThrownBy(() -> assertThatAudit(home).isSoundSince(head))
        .hasMessageContaining("to have the entry of the hash " + head);
  }

  // By somebody who knows how hashes are made.
  @Test
  void forgedCountOfOpenDeletions_isNotSound() throws IOException {
    String entry =
        "{\"ts\":\"2026-01-01T00:00:00Z\",\"action\":\"a\",\"actor\":\"\",\"reason\":\"\"}";
    String tail = "\"n\":1,\"prev\":\"" + "0".repeat(64) + "\",\"open\":1,\"entry\":" + entry + "}";
    String hash = BundleAudit.sha256(("{" + tail).getBytes(UTF_8));
    Files.createDirectories(home.resolve("audit"));
    Files.writeString(file(), "{\"hash\":\"" + hash + "\"," + tail + "\n");

    assertThat(Audit.of(home, null).head().hash()).isEqualTo(hash);
    assertThatThrownBy(() -> assertThatAudit(home).isSound())
        .hasMessageContaining("line 1: open is 1 and should be 0");
  }

  @Test
  void openPurge_isNamed() throws IOException {
    written();
    change(lines -> lines.subList(0, 2));

    assertThatThrownBy(() -> assertThatAudit(home).hasNoOpenPurge())
        .hasMessageContaining(Things.id(1) + " is not ended")
        .hasMessageContaining(Things.id(9) + " is not ended");
    assertThatThrownBy(() -> assertThatAudit(home).hasPurge("thing", Things.id(1)))
        .hasMessageContaining("was meant to be deleted, and then was");
  }

  @Test
  void purgeInTheOtherOrder_isNone() throws IOException {
    written();
    change(
        lines -> {
          Collections.reverse(lines);
          return lines;
        });

    assertThatThrownBy(() -> assertThatAudit(home).hasPurge("thing", Things.id(1)))
        .isInstanceOf(AssertionError.class);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        of("a purge that failed", audit -> audit.hasPurge("thing", Things.id(9))),
        of("a purge of another kind", audit -> audit.hasPurge("log_file", Things.id(1))),
        of("another action", audit -> audit.has("run_unpinned")),
        of("another value", audit -> audit.has("run_pinned", "runId", "run-8")),
        of("values of two entries", audit -> audit.has("purge_failed", "id", Things.id(1))),
        of("another number", audit -> audit.has("purge_intended", "bytes", 101)),
        of("no such field", audit -> audit.has("run_pinned", "bytes", 1)),
        of("another count", audit -> audit.hasEntries(4)));
  }

  private static Arguments of(String what, Consumer<AuditAssert> wrong) {
    return Arguments.of(what, wrong);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void wrongExpectation_fails_andShowsTheEntries(String what, Consumer<AuditAssert> wrong)
      throws IOException {
    written();

    assertThatThrownBy(() -> wrong.accept(assertThatAudit(home)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the audit has 5 entries")
        .hasMessageContaining("action=run_pinned");
  }

  @Test
  void fieldWithoutValue_isRefused() throws IOException {
    written();

    assertThatThrownBy(() -> assertThatAudit(home).has("run_pinned", "runId"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
