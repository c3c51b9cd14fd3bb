package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.audit.AuditHead;
import io.streamobs.audit.AuditKey;
import io.streamobs.spi.home.SafeNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

  static final String RUN_ID = "20261122T101500Z-94A9194F";

  @TempDir Path home;
  @TempDir Path elsewhere;
  private Cli cli;
  private Path file;
  private AuditHead second;

  @BeforeEach
  void someEntries() throws IOException {
    cli = new Cli(home);
    file = home.resolve("audit/audit.jsonl");
    second = write(Audit.of(home, null));
  }

  private static AuditHead write(Audit audit) throws IOException {
    audit.append(
        AuditEntry.of("run_pinned", "ada", "INC-4711")
            .with("streamId", "stream-42")
            .with("runId", RUN_ID));
    AuditEntry purge =
        AuditEntry.of(AuditEntry.PURGE_INTENDED, "bob", "older than 30d")
            .with("purge", "1")
            .with("kind", "run_bundle")
            .with("id", "stream-42/" + SafeNames.of(RUN_ID))
            .with("part", "media")
            .with("streamId", "stream-42");
    AuditHead head = audit.append(purge);
    audit.append(purge.with("action", AuditEntry.PURGE_FAILED).with("cause", "no permission"));
    audit.append(AuditEntry.of("run_pinned", "ada", "a demo").with("streamId", "stream-43"));
    return head;
  }

  private void rewrite(List<String> lines) throws IOException {
    Files.write(file, lines);
  }

  private List<String> written() throws IOException {
    return new ArrayList<>(Files.readAllLines(file));
  }

  @Test
  void show_readsWell() {
    assertThat(cli.obs("audit", "show")).isZero();
    assertThat(cli.lines()).hasSize(5);
    assertThat(cli.lines().get(0)).matches("time +action +actor +what +why");
    assertThat(cli.lines().get(1))
        .matches("\\S+ \\S+Z +run_pinned +ada +run stream-42/" + RUN_ID + " +INC-4711");
    assertThat(cli.lines().get(3))
        .containsPattern("purge_failed +bob +run_bundle stream-42/\\S+ \\(media\\) +no permission");
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void show_asJson_hasTheEntriesAsTheyAre() {
    assertThat(cli.obs("audit", "show", "--json")).isZero();
    assertThat(cli.objects()).hasSize(4).allMatch(entry -> entry.has("ts"));
    assertThat(cli.objects().get(0).get("runId").asString()).isEqualTo(RUN_ID);
  }

  @Test
  void show_ofAStream_ofARun_andTheLast() {
    assertThat(cli.obs("audit", "show", "--json", "--stream", "stream-43")).isZero();
    assertThat(cli.objects()).hasSize(1);
    assertThat(cli.obs("audit", "show", "--json", "--run", RUN_ID)).isZero();
    assertThat(cli.objects()).as("by its id, and by its name").hasSize(3);
    assertThat(cli.obs("audit", "show", "--json", "--last", "2")).isZero();
    assertThat(cli.objects()).hasSize(2);
    assertThat(cli.objects().get(1).get("reason").asString()).isEqualTo("a demo");
    assertThat(cli.obs("audit", "show", "--run", "another")).isZero();
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void show_ofMany_hasTheNewest() throws IOException {
    Audit audit = Audit.of(home, null);
    for (int n = 0; n < 60; n++) {
      audit.append(AuditEntry.of("tried", "ada", "n" + n));
    }
    assertThat(cli.obs("audit", "show")).isZero();
    assertThat(cli.lines()).hasSize(52);
    assertThat(cli.lines().get(0)).isEqualTo("… 14 older ones (--last N, --json for all)");
    assertThat(cli.out()).contains("n59").doesNotContain("n9");
  }

  @Test
  void show_ofWhatIsNoJson_saysSo() throws IOException {
    List<String> lines = written();
    lines.set(1, lines.get(1).replace("\"actor\":", "actor:"));
    rewrite(lines);
    assertThat(cli.obs("audit", "show", "--json")).isEqualTo(1);
    assertThat(cli.objects()).hasSize(3);
    assertThat(cli.err()).contains("1 of the entries cannot be read", "obs audit verify");
  }

  @Test
  void show_ofLinesThatAreNone_saysSo() throws IOException {
    rewrite(List.of("written by hand"));
    assertThat(cli.obs("audit", "show")).isEqualTo(1);
    assertThat(cli.err()).contains("1 of the entries cannot be read", "obs audit verify");
  }

  @Test
  void head_isTheEnd() throws IOException {
    assertThat(cli.obs("audit", "head")).isZero();
    AuditHead head = Audit.of(home, null).head();
    assertThat(cli.lines())
        .containsExactly("entry  4", "hash   " + head.hash(), "open   0 deletions");
    assertThat(cli.obs("audit", "head", "--json")).isZero();
    assertThat(cli.objects().get(0).get("hash").asString()).isEqualTo(head.hash());
    assertThat(cli.objects().get(0).get("n").asLong()).isEqualTo(4);
  }

  @Test
  void verify_ofASoundOne_isDone() {
    assertThat(cli.obs("audit", "verify")).isZero();
    assertThat(cli.out()).contains("4 entries, not signed, sound", "head ");
    assertThat(cli.obs("audit", "verify", "--head", second.hash())).isZero();
    assertThat(cli.obs("audit", "verify", "--json")).isZero();
    assertThat(cli.objects().get(0).get("sound").asBoolean()).isTrue();
    assertThat(cli.objects().get(0).get("head_n").asInt()).isEqualTo(4);
  }

  @Test
  void verify_ofAnAlteredEntry_findsIt() throws IOException {
    List<String> lines = written();
    lines.set(1, lines.get(1).replace("bob", "eve"));
    rewrite(lines);
    assertThat(cli.obs("audit", "verify")).isEqualTo(1);
    assertThat(cli.out()).contains("line 2 is not as it was written", "not sound");
    assertThat(cli.obs("audit", "verify", "--json", "--head", second.hash())).isEqualTo(1);
    assertThat(cli.objects().get(0).get("problem_count").asInt()).isPositive();
    assertThat(cli.objects().get(0).get("problems").get(0).asString()).startsWith("line 2");
  }

  @Test
  void verify_ofARemovedEntry_findsIt() throws IOException {
    List<String> lines = written();
    lines.remove(1);
    rewrite(lines);
    assertThat(cli.obs("audit", "verify")).isEqualTo(1);
    assertThat(cli.out()).contains("line 2 has the number 3 behind 1");
  }

  @Test
  void verify_ofAShortenedOne_needsAHeadThatWasKept() throws IOException {
    rewrite(written().subList(0, 1));
    assertThat(cli.obs("audit", "verify")).isZero();
    assertThat(cli.obs("audit", "verify", "--head", second.hash())).isEqualTo(1);
    assertThat(cli.out()).contains("has no entry " + second.hash(), "1 entry,", "not sound");
  }

  @Test
  void verify_ofACutLine_findsIt() throws IOException {
    String all = Files.readString(file);
    Files.writeString(file, all.substring(0, all.length() - 20));
    assertThat(cli.obs("audit", "verify")).isEqualTo(1);
    assertThat(cli.out()).contains("behind the last line");
  }

  @Test
  void removedOrEmptied_isNoAudit_andWrongToWhoKeptAHead() throws IOException {
    Files.writeString(file, "");
    assertNoAudit();
    Files.delete(file);
    assertNoAudit();
  }

  private void assertNoAudit() {
    for (String verb : new String[] {"verify", "show", "head"}) {
      assertThat(cli.obs("audit", verb)).isEqualTo(2);
      assertThat(cli.err()).contains("there is no audit", "OBS-CLI-011");
      assertThat(cli.out()).isEmpty();
    }
    assertThat(cli.obs("audit", "verify", "--head", second.hash())).isEqualTo(1);
    assertThat(cli.out()).contains("has no entry", "0 entries", "not sound");
  }

  @Test
  void verify_ofASignedOne_takesTheKey() throws IOException {
    Files.delete(file);
    String key = Files.writeString(elsewhere.resolve("key"), "k".repeat(32)).toString();
    String other = Files.writeString(elsewhere.resolve("other"), "o".repeat(32)).toString();
    write(Audit.of(home, AuditKey.ofFile(Path.of(key))));
    assertThat(cli.obs("audit", "verify", "--key-file", key)).isZero();
    assertThat(cli.out()).contains("4 entries, 4 signed, sound");
    assertThat(cli.obs("audit", "verify", "--key-file", other)).isEqualTo(1);
    assertThat(cli.out()).contains("line 1 is not signed with this key");
    assertThat(cli.obs("audit", "verify")).isZero();
    assertThat(cli.out()).contains("4 signed, with a key that is not named");
    System.setProperty("obs.audit.key", "o".repeat(32));
    try {
      assertThat(cli.obs("audit", "verify", "--json")).isEqualTo(1);
    } finally {
      System.clearProperty("obs.audit.key");
    }
  }

  @Test
  void badHead_badKey_andMissingHome_areBadInput() throws IOException {
    assertThat(cli.obs("audit", "verify", "--head", "0a1b")).isEqualTo(2);
    assertThat(cli.err()).contains("head is \"0a1b\"", "64 hexadecimal digits");
    String key = Files.writeString(elsewhere.resolve("key"), "short").toString();
    assertThat(cli.obs("audit", "verify", "--key-file", key)).isEqualTo(2);
    assertThat(cli.err()).contains("16 to 4096 bytes").doesNotContain("short\"");
    assertThat(cli.obs("audit", "verify", "--key-file", key + "-not")).isEqualTo(2);
    for (String verb : new String[] {"verify", "show", "head"}) {
      assertThat(new Cli(home.resolve("nowhere")).obs("audit", verb)).isEqualTo(2);
    }
    assertThat(cli.obs("audit", "show", "--last", "many")).isEqualTo(2);
    assertThat(cli.obs("audit")).isEqualTo(2);
  }

  @Test
  void auditThatCannotBeRead_isAFailure() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    for (String verb : new String[] {"verify", "show", "head"}) {
      assertThat(cli.obs("audit", verb)).as(verb).isEqualTo(3);
      assertThat(cli.err()).contains("the audit could not be read", "OBS-AUDIT-001");
    }
  }
}
