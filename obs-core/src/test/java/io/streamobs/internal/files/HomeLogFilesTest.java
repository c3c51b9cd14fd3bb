package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.streamobs.ConfigurationException;
import io.streamobs.LogFileBuilder;
import io.streamobs.Obs;
import io.streamobs.RecordSinks;
import io.streamobs.RetentionRefusedException;
import io.streamobs.Shell;
import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditKey;
import io.streamobs.audit.AuditVerification;
import io.streamobs.internal.files.Tidying.Turn;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.RetentionTargets;
import io.streamobs.spi.home.Owner;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log files of a home as policies of the home see them. */
@Timeout(60)
class HomeLogFilesTest {

  private static final String WRITER = "20260101T000000Z-17-0123abcd";
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path home;

  private Path logs;
  private RetentionTarget target;

  @BeforeEach
  void begin() throws IOException {
    logs = Files.createDirectory(home.resolve("logs"));
    target = new HomeLogFiles().in(home).get(0);
  }

  private static String name(String name, int number) {
    return "%s_%s_%04d.jsonl".formatted(name, WRITER, number);
  }

  private String file(String name, int number) throws IOException {
    String file = name(name, number);
    Path path = Files.writeString(logs.resolve(file), "{}\n");
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3_600)));
    return file;
  }

  private List<String> ids() throws IOException {
    return target.items().stream().map(RetentionItem::id).sorted().toList();
  }

  private RetentionItem item(String id) throws IOException {
    return target.items().stream().filter(item -> item.id().equals(id)).findAny().orElseThrow();
  }

  private Freed remove(RetentionItem item) throws IOException {
    return target.remove(item, RetentionPart.ALL, "0123");
  }

  @Test
  void logFiles_areFoundAsAServiceIs() {
    List<String> kinds = new ArrayList<>();
    for (RetentionTargets each : ServiceLoader.load(RetentionTargets.class)) {
      each.in(home).forEach(found -> kinds.add(found.kind()));
    }
    assertThat(kinds).contains("log_file");
  }

  @Test
  void filesOfAllNames_areListed_andNoOthers() throws IOException {
    String one = file("dub", 1);
    String two = file("dub_two", 1);
    Files.writeString(logs.resolve(two + ".gz"), "");
    Files.writeString(logs.resolve("notes.txt"), "");
    Files.writeString(logs.resolve("dub_report_0001.jsonl"), "");
    Files.createDirectory(logs.resolve(name("folder", 1)));
    assertThat(ids()).containsExactly(one, two, two + ".gz");
    assertThat(item(one).bytes()).isEqualTo(3);
    assertThat(item(one).kept()).isNull();
    assertThat(target.holds(one)).isTrue();
  }

  @Test
  void file_isRemoved_andIsGoneAfterwards() throws IOException {
    RetentionItem item = item(file("dub", 1));
    assertThat(remove(item)).isEqualTo(new Freed(1, 3));
    assertThat(target.holds(item.id())).isFalse();
    assertThat(remove(item)).isEqualTo(Freed.NOTHING);
    assertThat(target.free(item.id(), RetentionPart.ALL, "0123")).isEqualTo(Freed.NOTHING);
  }

  @Test
  void lastFileOfALiveWriter_isKept_alsoFromWhoeverPlannedBefore() throws IOException {
    String first = file("dub", 1);
    RetentionItem last = item(file("dub", 2));
    assertThat(last.kept()).isNull();
    OwnerMark mark = OwnerMark.claim(new LogFolder(logs, "dub"), WRITER, 1);
    assertThat(item(last.id()).kept()).isEqualTo("written by a live process");
    assertThat(item(first).kept()).isNull();
    assertThatThrownBy(() -> remove(last))
        .isInstanceOf(RetentionRefusedException.class)
        .hasMessageContainingAll(last.id(), "live process", "OBS-RETAIN-002");
    assertThat(logs.resolve(last.id())).exists();
    assertThat(remove(item(first)).files()).isEqualTo(1);
    mark.delete();
    assertThat(remove(item(last.id())).files()).isEqualTo(1);
  }

  @Test
  void lastFileOfAWriterThatIsGone_isKeptNoLonger_alsoWhereNobodyTakesItsMarkAway()
      throws IOException {
    String last = file("dub", 1);
    Owner gone = new Owner(Long.MAX_VALUE, 1);
    Path mark = Files.createFile(logs.resolve(new MarkName("dub", WRITER, gone).toString()));
    assertThat(item(last).kept()).isNull();
    assertThat(remove(item(last)).files()).isEqualTo(1);
    assertThat(mark).exists(); // it says that there was an unclean end
  }

  @Test
  void linkThatIsCalledLikeALogFile_isNeitherListedNorDeleted() throws IOException {
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "untouched");
    Path link = Files.createSymbolicLink(logs.resolve(name("dub", 1)), elsewhere);
    file("dub", 2);
    assertThat(ids()).containsExactly(name("dub", 2));
    RetentionItem planned = RetentionItem.of(name("dub", 1), 9, Instant.EPOCH);
    assertThat(remove(planned)).isEqualTo(Freed.NOTHING);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(elsewhere).hasContent("untouched");
  }

  @Test
  void fileOutsideTheFolder_isNotDeleted_whateverItIsCalled() throws IOException {
    Path outside = Files.writeString(home.resolve(name("dub", 1)), "untouched");
    for (String id : List.of("../" + name("dub", 1), outside.toString())) {
      assertThatThrownBy(() -> remove(RetentionItem.of(id, 9, Instant.EPOCH)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no log file");
    }
    assertThat(outside).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", ".obs-files.lock", "", "../elsewhere"})
  void whatIsNoLogFile_isRefused(String id) throws IOException {
    Files.writeString(logs.resolve("notes.txt"), "untouched");
    RetentionItem item = RetentionItem.of(id, 9, Instant.EPOCH);
    assertThatThrownBy(() -> remove(item)).hasMessageContaining("is no log file");
    assertThat(logs.resolve("notes.txt")).exists();
  }

  @Test
  void folderThatIsMissingOrALink_hasNone() throws IOException {
    RetentionItem item = item(file("dub", 1));
    Files.move(logs, home.resolve("elsewhere"));
    assertThat(ids()).isEmpty();
    assertThat(remove(item)).isEqualTo(Freed.NOTHING);
    Files.createSymbolicLink(logs, home.resolve("elsewhere"));
    assertThat(ids()).isEmpty();
    assertThat(remove(item)).isEqualTo(Freed.NOTHING);
    assertThat(home.resolve("elsewhere").resolve(item.id())).exists();
  }

  @Test
  void folderThatSomebodyElseTidies_isLeftToThem_untilTheyAreDone() throws IOException {
    RetentionItem item = item(file("dub", 1));
    try (FileChannel channel =
        FileChannel.open(
            logs.resolve(LogFolder.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      assertThatThrownBy(() -> remove(item))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(RetentionRefusedException.class)
          .hasMessageContaining("tried again");
      assertThat(target.holds(item.id())).isTrue();
    }
    assertThat(remove(item).files()).isEqualTo(1);
  }

  private final HeardContext context = new HeardContext();

  private Tidying tidying() {
    LogFileSettings settings =
        new LogFileSettings(
            Audit.of(home, null),
            logs,
            "dub",
            1 << 16,
            Duration.ofDays(1),
            RetentionPolicy.builder().maxCount(2).build(),
            /* gzip= */ false,
            Level.INFO);
    LogFolder folder = new LogFolder(logs, "dub");
    OwnerMark mark = OwnerMark.claim(folder, "20260101T000000Z-18-0123abcd", 1);
    return new Tidying(folder, settings, context, mark);
  }

  @Test
  void deletionsInAHome_areOnItsAudit() throws IOException {
    for (int n = 1; n <= 4; n++) {
      file("dub", n);
    }
    assertThat(tidying().run(() -> false)).isEqualTo(Turn.DONE);
    assertThat(ids()).hasSize(2);
    List<String> audited = new ArrayList<>();
    Audit audit = Audit.of(home, null);
    audit.read(
        text -> {
          JsonNode entry = MAPPER.readTree(text);
          assertThat(entry.get("actor").asString()).isEqualTo("policy of log_file");
          assertThat(entry.get("kind").asString()).isEqualTo("log_file");
          audited.add(entry.get("action").asString());
        });
    assertThat(audited)
        .containsExactly("purge_intended", "purge_intended", "purge_done", "purge_done");
    assertThat(audit.verify(null).isSound()).isTrue();
    assertThat(audit.head().open()).isZero();
  }

  @Test
  void deletionsOfASink_areOnTheAuditThatItIsGiven() throws IOException {
    for (int n = 1; n <= 4; n++) {
      file("dub", n);
    }
    Audit audit = Audit.of(home, AuditKey.of(new byte[16]));
    RecordSink sink =
        RecordSinks.file(logs)
            .name("dub")
            .keep(RetentionPolicy.builder().maxCount(2).build())
            .audit(audit)
            .build();
    try (Obs obs = Obs.builder().service("dub").sink(sink).standalone().open()) {
      await().until(() -> audit.head().n() > 0 && audit.head().open() == 0);
    }
    AuditVerification found = audit.verify(null);
    assertThat(found.problems()).isEmpty();
    assertThat(found.signed()).isEqualTo(found.entries()).isPositive();
  }

  @Test
  void auditOfAnotherHome_isRefused() {
    Audit other = Audit.of(home.resolve("other"), null);
    LogFileBuilder builder = RecordSinks.file(logs).name("dub").audit(other);
    assertThatThrownBy(builder::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("audit", logs.toString());
  }

  @Test
  void markThatCannotBeJudged_keepsTheFile_andHoldsNobodyUp() throws IOException {
    String last = file("dub", 1);
    Owner elsewhere = new Owner(Long.MAX_VALUE, 1);
    Path mark = logs.resolve(new MarkName("dub", WRITER, elsewhere).toString());
    Files.createDirectory(mark); // as little to be locked as on a network without locks
    assertThat(item(last).kept()).isNotNull();
    Files.delete(mark);
    assertThat(Shell.succeeds("mkfifo", mark.toString())).isTrue();
    assertThat(ids()).containsExactly(last);
  }

  @Test
  void damagedAudit_keepsNoLogFile_andIsReportedOnce() throws IOException {
    Files.createDirectory(home.resolve("audit"));
    Path audit = Files.writeString(home.resolve("audit/audit.jsonl"), "damaged\n");
    Tidying tidying = tidying();
    for (int turn = 0; turn < 3; turn++) {
      for (int n = 1; n <= 4; n++) {
        file("dub", n);
      }
      assertThat(tidying.run(() -> false)).isEqualTo(Turn.DONE);
      assertThat(ids()).hasSize(2);
    }
    assertThat(context.messages().stream().filter(m -> m.contains("RETENTION_FAILED")))
        .singleElement()
        .asString()
        .contains("the audit cannot be written", "OBS-AUDIT-001");
    assertThat(audit).hasContent("damaged\n");
  }
}
