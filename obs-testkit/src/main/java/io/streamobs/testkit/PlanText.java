package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import java.util.List;
import java.util.function.Function;

/** A plan for a person, in the order in which it goes. */
final class PlanText {

  private static final int MOST_LINES = 50;

  private PlanText() {}

  static String of(RetentionPlan plan) {
    StringBuilder text = new StringBuilder();
    text.append(plan.usedCount()).append(" in use with ").append(plan.usedBytes());
    text.append(" bytes, of which ").append(plan.freedBytes()).append(" are freed\n");
    part(text, "deletes", plan.deletions(), PlanText::deletion);
    part(text, "must keep", plan.kept(), item -> item(item) + ", " + item.kept());
    part(text, "leaves", plan.rest(), PlanText::item);
    return text.toString();
  }

  private static <T> void part(
      StringBuilder text, String title, List<T> all, Function<T, String> line) {
    text.append("  ").append(title).append(' ').append(all.size()).append('\n');
    all.stream()
        .limit(MOST_LINES)
        .forEach(each -> text.append("    ").append(line.apply(each)).append('\n'));
    if (all.size() > MOST_LINES) {
      text.append("    … ").append(all.size() - MOST_LINES).append(" more\n");
    }
  }

  private static String deletion(Deletion deletion) {
    return item(deletion.item())
        + ", "
        + deletion.part().json()
        + " by "
        + deletion.rule()
        + ": "
        + deletion.reason();
  }

  private static String item(RetentionItem item) {
    String stream = item.streamId() == null ? "" : " of " + item.streamId();
    String media = item.mediaBytes() == 0 ? "" : " (" + item.mediaBytes() + " of media)";
    return item.id() + stream + ", " + item.bytes() + " bytes" + media + ", " + item.newest();
  }
}
