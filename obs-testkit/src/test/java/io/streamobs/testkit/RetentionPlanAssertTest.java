package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThatPlan;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionPlanAssertTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static RetentionItem item(String id, int days) {
    return RetentionItem.of(id, 100, NOW.minus(Duration.ofDays(days))).ofStream("stream-42");
  }

  /** One of each: too old, with old media, in use, and young. */
  private static RetentionPlan plan() {
    RetentionPolicy policy =
        RetentionPolicy.builder()
            .maxAge(Duration.ofDays(30))
            .mediaMaxAge(Duration.ofDays(7))
            .build();
    return plan(policy);
  }

  private static RetentionPlan plan(RetentionPolicy policy) {
    List<RetentionItem> items =
        List.of(
            item("old", 40),
            item("media", 10).withMedia(60),
            item("live", 50).kept("written by a live process"),
            item("young", 1));
    return RetentionPlan.of("run_bundle", RetentionRules.of(policy), items, item -> false, NOW);
  }

  private static RetentionPlan nothing() {
    return plan(RetentionPolicy.builder().maxAge(Duration.ofDays(365)).build());
  }

  @Test
  void plan_isAsItSays() {
    assertThatPlan(plan())
        .deletes("old", "max-age")
        .deletesMediaOf("media")
        .deletesOnly("media", "old")
        .keeps("live", "live process")
        .leaves("young")
        .frees(160);
    assertThatPlan(nothing()).deletesNothing().deletesOnly().frees(0);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        of("deletes another", plan -> plan.deletes("young", "max-age"), "to delete young by"),
        of("deletes by another rule", plan -> plan.deletes("old", "max-bytes"), "by max-bytes"),
        of("deletes what goes in part", plan -> plan.deletes("media", "media-max-age"), "media"),
        of("media of what goes wholly", plan -> plan.deletesMediaOf("old"), "the media of old"),
        of("only, and one more", plan -> plan.deletesOnly("old"), "[old] and nothing else"),
        of("only, and one fewer", plan -> plan.deletesOnly("old", "media", "x"), "nothing else"),
        of("nothing", RetentionPlanAssert::deletesNothing, "to delete nothing"),
        of("keeps for another reason", plan -> plan.keeps("live", "pinned"), "\"pinned\""),
        of("keeps what may go", plan -> plan.keeps("young", ""), "to keep young"),
        of("leaves what is kept", plan -> plan.leaves("live"), "to leave [live]"),
        of("frees less", plan -> plan.frees(100), "to free 100 bytes"));
  }

  private static Arguments of(String what, Consumer<RetentionPlanAssert> wrong, String said) {
    return Arguments.of(what, wrong, said);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void wrongExpectation_fails_andShowsThePlan(
      String what, Consumer<RetentionPlanAssert> wrong, String said) {
    assertThatThrownBy(() -> wrong.accept(assertThatPlan(plan())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(said)
        .hasMessageContaining("4 in use with 400 bytes, of which 160 are freed")
        .hasMessageContaining("old of stream-42, 100 bytes, 2026-01-20T00:00:00Z, all by max-age")
        .hasMessageContaining("must keep 1")
        .hasMessageContaining("written by a live process")
        .hasMessageContaining("leaves 2");
  }

  @Test
  void description_standsBeforeTheFailure() {
    assertThatThrownBy(() -> assertThatPlan(plan()).as("after a week").deletesNothing())
        .hasMessageStartingWith("[after a week]");
  }
}
