package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions over what would be deleted. A failure shows the whole plan.
 *
 * <pre>{@code
 * assertThatPlan(RetentionPlan.of("log_file", rules, target.items(), target::failed, now))
 *     .deletesOnly("old_0001.jsonl")
 *     .deletes("old_0001.jsonl", "max-age")
 *     .keeps("live_0007.jsonl", "live process")
 *     .frees(1_048_576);
 * }</pre>
 *
 * <p>Threads: one.
 */
public final class RetentionPlanAssert extends AbstractAssert<RetentionPlanAssert, RetentionPlan> {

  RetentionPlanAssert(RetentionPlan plan) {
    super(plan, RetentionPlanAssert.class);
  }

  /** All of it goes, by that rule, such as {@code max-age}. */
  public RetentionPlanAssert deletes(String id, String rule) {
    List<Deletion> found = deletions(id, RetentionPart.ALL);
    return check(
        found.stream().anyMatch(deletion -> deletion.rule().equals(rule)),
        "to delete " + id + " by " + rule);
  }

  /** Its media go, and the rest of it stays. */
  public RetentionPlanAssert deletesMediaOf(String id) {
    return check(
        !deletions(id, RetentionPart.MEDIA).isEmpty() && deletions(id, RetentionPart.ALL).isEmpty(),
        "to delete the media of " + id + ", and no more of it");
  }

  /** Something of these goes, be it their media, and of nothing else; in any order. */
  public RetentionPlanAssert deletesOnly(String... ids) {
    Set<String> expected = new TreeSet<>(List.of(ids));
    Set<String> is = new TreeSet<>(ids(actual.deletions().stream().map(Deletion::item)));
    return check(is.equals(expected), "to delete " + expected + " and nothing else");
  }

  /** Nothing goes. */
  public RetentionPlanAssert deletesNothing() {
    return check(actual.deletions().isEmpty(), "to delete nothing");
  }

  /** It must not go, for a reason that contains the text. */
  public RetentionPlanAssert keeps(String id, String reasonPart) {
    return check(
        actual.kept().stream()
            .filter(item -> item.id().equals(id))
            .anyMatch(item -> String.valueOf(item.kept()).contains(reasonPart)),
        "to keep " + id + " because of \"" + reasonPart + "\"");
  }

  /** These could go, and do not have to. */
  public RetentionPlanAssert leaves(String... ids) {
    List<String> rest = ids(actual.rest().stream());
    return check(rest.containsAll(List.of(ids)), "to leave " + List.of(ids));
  }

  /** It gives so much space back. */
  public RetentionPlanAssert frees(long bytes) {
    return check(actual.freedBytes() == bytes, "to free " + bytes + " bytes");
  }

  private List<Deletion> deletions(String id, RetentionPart part) {
    return actual.deletions().stream()
        .filter(deletion -> deletion.item().id().equals(id) && deletion.part() == part)
        .toList();
  }

  private static List<String> ids(Stream<RetentionItem> items) {
    return items.map(RetentionItem::id).toList();
  }

  private RetentionPlanAssert check(boolean holds, String expected) {
    isNotNull();
    if (!holds) {
      failWithMessage(
          "%nExpected the plan for %s %s, but it is:%n%s",
          actual.kind(), expected, PlanText.of(actual));
    }
    return this;
  }
}
