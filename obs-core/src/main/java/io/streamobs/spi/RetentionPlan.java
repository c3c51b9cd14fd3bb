package io.streamobs.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RetentionPolicy} would delete, oldest first, each with its reason. Making one
 * changes nothing; the same plan is what is shown and what is done.
 *
 * @param deletions what goes
 * @param usedBytes the space that all items take, the ones in use as well
 * @param keptBytes the space that is left in use once the plan is done
 */
public record RetentionPlan(List<Deletion> deletions, long usedBytes, long keptBytes) {

  /**
   * Something that goes.
   *
   * @param reason for a person, with the bound that it exceeds
   */
  public record Deletion(RetentionItem item, String reason) {}

  public RetentionPlan {
    deletions = List.copyOf(deletions);
  }

  /**
   * Plans. An item in use is never deleted but counts; one that is dated after {@code now} has no
   * age, so that a clock that was wrong deletes nothing.
   */
  public static RetentionPlan of(RetentionPolicy policy, List<RetentionItem> items, Instant now) {
    List<RetentionItem> oldestFirst = new ArrayList<>(items);
    oldestFirst.sort(Comparator.comparing(RetentionItem::newest).thenComparing(RetentionItem::id));
    long used = items.stream().mapToLong(RetentionItem::bytes).sum();
    long bytes = used;
    int count = items.size();
    List<Deletion> deletions = new ArrayList<>();
    for (RetentionItem item : oldestFirst) {
      String reason = item.eligible() ? reason(policy, item, now, bytes, count) : null;
      if (reason != null) {
        deletions.add(new Deletion(item, reason));
        bytes -= item.bytes();
        count--;
      }
    }
    return new RetentionPlan(deletions, used, bytes);
  }

  private static @Nullable String reason(
      RetentionPolicy policy, RetentionItem item, Instant now, long bytes, int count) {
    Duration age = Duration.between(item.newest(), now);
    if (policy.maxAge() != null && age.compareTo(policy.maxAge()) > 0) {
      return "older than " + policy.maxAge();
    }
    if (policy.maxBytes() != null && bytes > policy.maxBytes()) {
      return "all together take " + bytes + " bytes, more than " + policy.maxBytes();
    }
    if (policy.maxCount() != null && count > policy.maxCount()) {
      return "there are " + count + ", more than " + policy.maxCount();
    }
    return null;
  }
}
