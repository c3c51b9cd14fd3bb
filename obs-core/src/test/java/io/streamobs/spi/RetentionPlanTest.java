package io.streamobs.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionPlanTest {

  final Instant now = Instant.parse("2026-11-21T12:00:00Z");
  final Set<String> failed = new HashSet<>();

  RetentionItem item(String id, long bytes, int hoursOld, @Nullable String kept) {
    return RetentionItem.of(id, bytes, now.minus(Duration.ofHours(hoursOld))).kept(kept);
  }

  RetentionPlan plan(RetentionRules rules, RetentionItem... items) {
    return RetentionPlan.of(
        "thing", rules, List.of(items), item -> failed.contains(item.id()), now);
  }

  List<String> deleted(RetentionPolicy policy, RetentionItem... items) {
    return plan(RetentionRules.of(policy), items).deletions().stream()
        .map(
            deletion ->
                deletion.item().id() + (deletion.part() == RetentionPart.ALL ? "" : "'s media"))
        .toList();
  }

  @Test
  void age_deletesWhatIsOlder_andNothingFromTheFuture() {
    RetentionPolicy policy = RetentionPolicy.builder().maxAge(Duration.ofHours(5)).build();
    assertThat(
            deleted(
                policy, item("new", 1, 5, null), item("old", 1, 6, null), item("f", 1, -9, null)))
        .containsExactly("old");
  }

  @Test
  void bytes_deleteTheOldestUntilTheRestFits_whereUsedOnesCount() {
    RetentionPolicy policy = RetentionPolicy.builder().maxBytes(100L).build();
    RetentionItem[] items = {
      item("c", 40, 1, null),
      item("a", 40, 3, "open"),
      item("b", 40, 2, null),
      item("d", 1, 0, null)
    };
    assertThat(deleted(policy, items)).containsExactly("b");
    RetentionPlan plan = plan(RetentionRules.of(policy), items);
    assertThat(plan.usedBytes()).isEqualTo(121);
    assertThat(plan.keptBytes()).isEqualTo(81);
    assertThat(plan.deletions().get(0).reason()).contains("121 bytes", "100");
  }

  @Test
  void count_deletesTheOldest_andTellsEqualTimesByName() {
    RetentionPolicy policy = RetentionPolicy.builder().maxCount(1).build();
    assertThat(deleted(policy, item("b", 1, 1, null), item("a", 1, 1, null), item("c", 1, 1, "x")))
        .containsExactly("a", "b");
  }

  @Test
  void futureAndUse_areKept_withTheirReasons_andCount() {
    RetentionPlan plan =
        plan(
            RetentionRules.of(RetentionPolicy.builder().maxBytes(1L).build()),
            item("open", 10, 2, "written by a live process"),
            item("future", 10, -8_760, null),
            item("old", 10, 1, null));
    assertThat(plan.deletions()).extracting(d -> d.item().id()).containsExactly("old");
    assertThat(plan.kept())
        .extracting(RetentionItem::kept)
        .containsExactly("written by a live process", "dated in the future, 2027-11-21T12:00:00Z");
    assertThat(plan.keptBytes()).isEqualTo(20);
  }

  @Test
  void lastOnesOfEachStream_stay_whateverTheirAge_withoutTheirMedia() {
    RetentionPolicy policy =
        RetentionPolicy.builder()
            .maxAge(Duration.ofHours(5))
            .mediaMaxAge(Duration.ofHours(2))
            .maxBytes(1L)
            .keepLast(1)
            .build();
    assertThat(
            deleted(
                policy,
                item("a1", 10, 9, null).ofStream("a"),
                item("a2", 10, 8, null).ofStream("a").withMedia(4),
                item("b1", 10, 7, null).ofStream("b")))
        .containsExactly("a1", "a2's media");
  }

  @Test
  void failedOnes_areKeptLonger_andGoForABoundWhenNothingElseIsLeft() {
    failed.addAll(List.of("f1", "f2"));
    RetentionPolicy.Builder ages =
        RetentionPolicy.builder().maxAge(Duration.ofHours(5)).failedMaxAge(Duration.ofHours(50));
    RetentionItem[] items = {
      item("f0", 10, 60, null),
      item("f1", 10, 51, null),
      item("f2", 10, 9, null),
      item("g1", 10, 8, null),
      item("g2", 10, 1, null)
    };
    assertThat(deleted(ages.build(), items)).containsExactly("f0", "f1", "g1");
    assertThat(deleted(ages.maxBytes(10L).build(), items)).containsExactly("f0", "f1", "g1", "g2");
    assertThat(deleted(ages.maxBytes(9L).build(), items))
        .containsExactly("f0", "f1", "g1", "g2", "f2");
  }

  @Test
  void ofWhatGoesForABound_theMediaGoWithIt_andCountOnce() {
    RetentionPolicy policy =
        RetentionPolicy.builder().mediaMaxAge(Duration.ofHours(1)).maxBytes(25L).build();
    RetentionPlan plan =
        plan(
            RetentionRules.of(policy),
            item("a", 20, 4, null).withMedia(15),
            item("b", 20, 3, null).withMedia(5),
            item("c", 20, 2, null));
    // Without their media they take 5 + 15 + 20 bytes; then a goes, then b.
    assertThat(plan.deletions()).extracting(d -> d.item().id()).containsExactly("a", "b");
    assertThat(plan.freedBytes()).isEqualTo(40);
    assertThat(plan.keptBytes()).isEqualTo(20);
  }

  @Test
  void policyOfAStream_standsForItsAges_andBoundsItAlone() {
    RetentionPolicy all = RetentionPolicy.builder().maxAge(Duration.ofHours(5)).maxCount(3).build();
    RetentionPolicy own =
        RetentionPolicy.builder().maxAge(Duration.ofHours(90)).maxCount(2).build();
    RetentionPlan plan =
        plan(
            new RetentionRules(all, Map.of("s", own)),
            item("s1", 1, 99, null).ofStream("s"),
            item("s2", 1, 80, null).ofStream("s"),
            item("s3", 1, 70, null).ofStream("s"),
            item("s4", 1, 60, null).ofStream("s"),
            item("x1", 1, 6, null).ofStream("x"),
            item("x2", 1, 1, null).ofStream("x"),
            item("x3", 1, 0, null).ofStream("x"));
    assertThat(plan.deletions())
        .extracting(d -> d.item().id() + " " + d.rule())
        .containsExactly("s1 max-age", "x1 max-age", "s2 max-count", "s3 max-count");
    assertThat(plan.deletions().get(2).reason()).isEqualTo("stream s: 3, more than 2");
  }

  @Test
  void more_replacesTheDeletionOfMedia() {
    RetentionItem item = item("a", 20, 4, null).withMedia(15);
    RetentionPlan plan =
        plan(
            RetentionRules.of(RetentionPolicy.builder().mediaMaxAge(Duration.ofHours(1)).build()),
            item);
    RetentionPlan more =
        plan.with(List.of(new RetentionPlan.Deletion(item, RetentionPart.ALL, "min-free", "full")));
    assertThat(more.deletions()).hasSize(1);
    assertThat(more.freedBytes()).isEqualTo(20);
    assertThat(more.rest()).isEmpty();
  }

  @Test
  void policyWithoutAnyBound_orWithASenselessOne_orWithTwoThatContradict_isRefused() {
    assertThatThrownBy(() -> RetentionPolicy.builder().keepLast(2).build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("maxAge, maxBytes, maxCount or mediaMaxAge");
    assertThatThrownBy(() -> RetentionPolicy.builder().maxAge(Duration.ZERO))
        .hasMessageContaining("maxAge");
    assertThatThrownBy(() -> RetentionPolicy.builder().maxBytes(-1L))
        .hasMessageContaining("maxBytes");
    assertThatThrownBy(() -> RetentionPolicy.builder().maxCount(0))
        .hasMessageContaining("maxCount");
    assertThatThrownBy(() -> RetentionPolicy.builder().maxCount(2).keepLast(3).build())
        .hasMessageContaining("keepLast is \"3\"");
    RetentionPolicy.Builder days = RetentionPolicy.builder().maxAge(Duration.ofDays(2));
    assertThatThrownBy(() -> days.failedMaxAge(Duration.ofDays(1)).build())
        .hasMessageContaining("failedMaxAge");
    assertThatThrownBy(() -> days.failedMaxAge(null).mediaMaxAge(Duration.ofDays(2)).build())
        .hasMessageContaining("mediaMaxAge");
  }
}
