package io.streamobs.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionPlanTest {

  final Instant now = Instant.parse("2026-11-21T12:00:00Z");

  RetentionItem item(String id, long bytes, int hoursOld, @Nullable String inUse) {
    return new RetentionItem(id, bytes, now.minus(Duration.ofHours(hoursOld)), inUse);
  }

  List<String> deleted(RetentionPolicy policy, RetentionItem... items) {
    return RetentionPlan.of(policy, List.of(items), now).deletions().stream()
        .map(deletion -> deletion.item().id())
        .toList();
  }

  @Test
  void age_deletesWhatIsOlder_andNothingFromTheFuture() {
    RetentionPolicy policy = new RetentionPolicy(Duration.ofHours(5), null, null);
    assertThat(
            deleted(
                policy, item("new", 1, 5, null), item("old", 1, 6, null), item("f", 1, -9, null)))
        .containsExactly("old");
  }

  @Test
  void bytes_deleteTheOldestUntilTheRestFits_whereUsedOnesCount() {
    RetentionPolicy policy = new RetentionPolicy(null, 100L, null);
    RetentionItem[] items = {
      item("c", 40, 1, null),
      item("a", 40, 3, "open"),
      item("b", 40, 2, null),
      item("d", 1, 0, null)
    };
    assertThat(deleted(policy, items)).containsExactly("b");
    RetentionPlan plan = RetentionPlan.of(policy, List.of(items), now);
    assertThat(plan.usedBytes()).isEqualTo(121);
    assertThat(plan.keptBytes()).isEqualTo(81);
    assertThat(plan.deletions().get(0).reason()).contains("121 bytes", "100");
  }

  @Test
  void count_deletesTheOldest_andTellsEqualTimesByName() {
    RetentionPolicy policy = new RetentionPolicy(null, null, 1);
    assertThat(deleted(policy, item("b", 1, 1, null), item("a", 1, 1, null), item("c", 1, 1, "x")))
        .containsExactly("a", "b");
  }

  @Test
  void policyWithoutAnyBound_orWithASenselessOne_isRefused() {
    assertThatThrownBy(() -> new RetentionPolicy(null, null, null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("maxAge, maxBytes or maxCount");
    assertThatThrownBy(() -> new RetentionPolicy(Duration.ZERO, null, null))
        .hasMessageContaining("maxAge");
    assertThatThrownBy(() -> new RetentionPolicy(null, -1L, null)).hasMessageContaining("maxBytes");
    assertThatThrownBy(() -> new RetentionPolicy(null, null, 0)).hasMessageContaining("maxCount");
  }
}
