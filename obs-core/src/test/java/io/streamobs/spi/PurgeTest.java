package io.streamobs.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the audit has of deletions, and what of them is done when something fails. */
@Timeout(120)
class PurgeTest implements Purge.Listener {

  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir Path home;

  private final FakeTarget target = new FakeTarget();
  private final List<String> heard = new ArrayList<>();
  private Audit audit;

  @BeforeEach
  void begin() {
    audit = Audit.of(home, null);
  }

  @Override
  public void deleted(RetentionTarget of, Deletion deletion, Freed freed) {
    heard.add("deleted " + deletion.item().id() + " " + freed.files() + "/" + freed.bytes());
  }

  @Override
  public void failed(RetentionTarget of, Deletion deletion, Exception cause) {
    heard.add("failed " + deletion.item().id() + ": " + cause.getMessage());
  }

  @Override
  public void unaudited(IOException cause) {
    heard.add("unaudited");
  }

  private void purge(String... ids) {
    Purge.audited(audit, "ada", this).run(target, deletions(ids));
  }

  private static List<Deletion> deletions(String... ids) {
    return Stream.of(ids).map(FakeTarget::deletion).toList();
  }

  private List<JsonNode> entries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    audit.read(entry -> entries.add(MAPPER.readTree(entry)));
    assertThat(audit.verify(null).problems()).isEmpty();
    return entries;
  }

  /** Each entry as {@code action id}. */
  private List<String> audited() throws IOException {
    return entries().stream()
        .map(entry -> entry.get("action").asString() + " " + entry.get("id").asString())
        .toList();
  }

  private int open() throws IOException {
    return audit.head().open();
  }

  private void damage() throws IOException {
    Files.createDirectories(home.resolve("audit"));
    Files.writeString(home.resolve("audit/audit.jsonl"), "damaged\n");
  }

  @Test
  void intent_isOnRecord_beforeAnythingIsRemoved_andTheResultAfterIt() throws IOException {
    List<String> atRemoval = new ArrayList<>();
    target.beforeRemove =
        purge -> {
          try {
            atRemoval.add(audited() + " " + open());
            assertThat(entries().toString()).contains(purge);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    purge("a", "b");
    String both = "[purge_intended a, purge_intended b] 2";
    assertThat(atRemoval).containsExactly(both, both);
    assertThat(target.calls)
        .containsExactly("remove a", "remove b", "force", "free a", "free b", "force");
    assertThat(audited())
        .containsExactly("purge_intended a", "purge_intended b", "purge_done a", "purge_done b");
    assertThat(open()).isZero();
    assertThat(heard).containsExactly("deleted a 4/6", "deleted b 4/6");
  }

  @Test
  void twoThreads_giveSpaceBack_betweenTheSameSteps() throws IOException {
    String[] ids = IntStream.range(0, 50).mapToObj(n -> "thing-" + n).toArray(String[]::new);
    target.unfreeable.add("thing-7");
    Purge.audited(audit, "ada", this).inTwoThreads().run(target, deletions(ids));

    List<String> freed = Stream.of(ids).map(id -> "free " + id).toList();
    assertThat(target.calls.subList(51, 101)).containsExactlyInAnyOrderElementsOf(freed);
    assertThat(target.calls.get(50)).isEqualTo("force");
    assertThat(target.calls.get(101)).isEqualTo("force");
    assertThat(open()).isOne();
    assertThat(heard)
        .hasSize(50)
        .contains("failed thing-7: not free")
        .contains("deleted thing-8 4/6");
    assertThat(audited()).hasSize(99).doesNotContain("purge_done thing-7");
  }

  @Test
  void intentAndResult_sayWhatWhoAndWhy_underOneId() throws IOException {
    target.descriptions.put("a", Map.of("manifest_sha256", "00"));
    purge("a");
    JsonNode intent = entries().get(0);
    String id = intent.get("purge").asString();
    assertThat(id).matches("[0-9a-f]{16}");
    ((ObjectNode) intent).remove("ts");
    assertThat(intent)
        .hasToString(
            "{'action':'purge_intended','actor':'ada','reason':'older than 14d','purge':'%s',"
                    .replace('\'', '"')
                    .formatted(id)
                + ("'kind':'thing','id':'a','part':'all','rule':'max-age','bytes':10,"
                        + "'newest':'1970-01-01T00:00:00Z','owner':'"
                        + Owner.THIS
                        + "','streamId':'stream-42','manifest_sha256':'00'}")
                    .replace('\'', '"'));
    JsonNode result = entries().get(1);
    assertThat(result.get("purge").asString()).isEqualTo(id);
    assertThat(result.get("files").asLong()).isEqualTo(4);
    assertThat(result.get("bytes").asLong()).isEqualTo(6);
    assertThat(result.get("part").asString()).isEqualTo("all");
  }

  @Test
  void nothingToDelete_leavesNoAudit() {
    purge();
    assertThat(home).isEmptyDirectory();
    assertThat(target.calls).isEmpty();
  }

  @Test
  void oneThatCannotBeRemoved_isOnRecord_andCostsTheOthersNothing() throws IOException {
    target.unremovable.add("a");
    purge("a", "b");
    assertThat(heard).containsExactly("failed a: stuck", "deleted b 4/6");
    assertThat(audited()).endsWith("purge_failed a", "purge_done b");
    assertThat(entries().get(2).get("cause").asString()).contains("stuck");
    assertThat(open()).isZero();
    assertThat(target.calls).containsExactly("remove a", "remove b", "force", "free b", "force");
  }

  @Test
  void oneThatMustBeKeptByNow_isOnRecord_andNotTriedTwice() throws IOException {
    audit.keepRoom();
    target.refused.add("a");
    purge("a");
    assertThat(target.calls).containsExactly("remove a");
    assertThat(heard).containsExactly("failed a: a is kept: pinned [OBS-RETAIN-002]");
    assertThat(audited()).endsWith("purge_failed a");
    assertThat(open()).isZero();
    assertThat(home.resolve("audit/reserve")).exists();
  }

  @Test
  void whatWasRemovedAndNotForced_isNotFreed_andStaysOpen() throws IOException {
    target.unforceable = true;
    target.unremovable.add("c");
    purge("a", "b", "c");
    assertThat(target.calls).containsExactly("remove a", "remove b", "remove c", "force");
    assertThat(heard)
        .containsExactly("failed c: stuck", "failed a: no force", "failed b: no force");
    assertThat(audited()).hasSize(4).endsWith("purge_failed c");
    assertThat(open()).isEqualTo(2);
  }

  @Test
  void mediaOfWhichSomeAreGone_perhaps_stayOpen() throws IOException {
    target.unremovable.add("a");
    RetentionItem item = RetentionItem.of("a", 10, Instant.EPOCH).withMedia(5);
    Deletion media = new Deletion(item, RetentionPart.MEDIA, "media-max-age", "old");
    Purge.audited(audit, "ada", this).run(target, List.of(media));
    assertThat(audited()).containsExactly("purge_intended a");
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void oneWhoseSpaceIsNotFreed_staysOpen() throws IOException {
    target.unfreeable.add("a");
    purge("a", "b");
    assertThat(heard).containsExactly("failed a: not free", "deleted b 4/6");
    assertThat(audited()).hasSize(3).endsWith("purge_done b");
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void auditThatCannotBeWritten_keepsEverything() throws IOException {
    damage();
    purge(IntStream.range(0, 1_000).mapToObj(String::valueOf).toArray(String[]::new));
    assertThat(target.calls).isEmpty();
    assertThat(heard).containsExactly("unaudited");
    assertThat(home.resolve("audit/audit.jsonl")).hasContent("damaged\n");
  }

  @Test
  void auditThatCannotBeWritten_isToldToWhoeverDeletesAllTheSame() throws IOException {
    damage();
    Purge.auditedIfPossible(audit, "policy", this).run(target, deletions("a", "b"));
    assertThat(target.removed).containsExactlyInAnyOrder("a", "b");
    assertThat(heard).startsWith("unaudited").contains("deleted a 4/6", "deleted b 4/6");
    assertThat(home.resolve("audit/audit.jsonl")).hasContent("damaged\n");
  }

  @Test
  void whatWasDeletedAllTheSame_isOnRecordWithItsIntent_onceTheAuditCanBeWritten()
      throws IOException {
    damage();
    target.unfreeable.add("b");
    target.beforeRemove =
        purge -> {
          try {
            Files.deleteIfExists(home.resolve("audit/audit.jsonl"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    Purge.auditedIfPossible(audit, "policy", this).run(target, deletions("a", "b"));
    assertThat(audited()).containsExactly("purge_intended a", "purge_intended b", "purge_done a");
    assertThat(open()).isEqualTo(1);
    assertThat(heard).containsExactly("unaudited", "failed b: not free", "deleted a 4/6");
  }

  @Test
  void resultThatCannotBeWritten_leavesTheRest() throws IOException {
    target.beforeRemove =
        purge -> {
          try {
            Files.writeString(home.resolve("audit/audit.jsonl"), "damaged\n");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    purge(IntStream.range(0, 300).mapToObj(String::valueOf).toArray(String[]::new));
    assertThat(target.removed).hasSize(256);
    assertThat(heard).hasSize(257).endsWith("unaudited");
  }

  @Test
  void noAuditAtAll_isNoTrouble_whereNoneIsNeeded() {
    Purge.auditedIfPossible(null, "policy", this).run(target, deletions("a"));
    assertThat(heard).containsExactly("deleted a 4/6");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void aThousand_areDoneSomeHundredAtATime() throws IOException {
    purge(IntStream.range(0, 1_000).mapToObj(String::valueOf).toArray(String[]::new));
    assertThat(heard).hasSize(1_000).allMatch(each -> each.startsWith("deleted"));
    assertThat(target.calls.stream().filter("force"::equals)).hasSize(8);
    assertThat(target.calls.indexOf("force")).isEqualTo(256);
    assertThat(audited()).hasSize(2_000);
    assertThat(audited().subList(0, 256)).allMatch(each -> each.startsWith("purge_intended"));
    assertThat(audited().subList(256, 512)).allMatch(each -> each.startsWith("purge_done"));
    assertThat(entries().stream().map(e -> e.get("purge").asString()).distinct()).hasSize(1_000);
    assertThat(open()).isZero();
  }

  @Test
  void oneThatCannotBeDescribed_isKept_andCostsTheOthersNothing() throws IOException {
    target.undescribed.add("a");
    target.descriptions.put("c", Map.of("much", "x", "x".repeat(20_000), "y"));
    purge("a", "b", "c");
    assertThat(heard).hasSize(3).contains("failed a: no description", "deleted b 4/6");
    assertThat(target.removed).containsExactly("b");
    assertThat(audited()).containsExactly("purge_intended b", "purge_done b");
  }

  @Test
  void description_changesNothingOfWhatTheAuditSaysItself() throws IOException {
    target.descriptions.put(
        "a", Map.of("action", AuditEntry.PURGE_DONE, "purge", "0", "actor", "mallory", "more", 1));
    purge("a");
    assertThat(audited()).containsExactly("purge_intended a", "purge_done a");
    assertThat(entries().get(0).get("actor").asString()).isEqualTo("ada");
    assertThat(entries().get(0).get("more").asInt()).isEqualTo(1);
    assertThat(open()).isZero();
  }

  @Test
  void removalThatFindsNoSpace_isTriedOnceMore_inTheRoomThatWasKept() throws IOException {
    audit.keepRoom();
    List<Boolean> full = new ArrayList<>();
    target.unremovable.add("a");
    target.beforeRemove =
        purge -> {
          boolean isFull = Files.exists(home.resolve("audit/reserve"));
          full.add(isFull);
          if (!isFull) {
            target.unremovable.clear();
          }
        };
    purge("a");
    assertThat(full).containsExactly(true, false);
    assertThat(heard).containsExactly("deleted a 4/6");
    target.unremovable.add("b");
    target.beforeRemove = null;
    purge("b");
    assertThat(target.calls).endsWith("remove b");
    assertThat(target.calls.stream().filter("remove b"::equals)).hasSize(1);
  }
}
