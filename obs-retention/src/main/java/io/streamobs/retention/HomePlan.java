package io.streamobs.retention;

import io.streamobs.spi.RetentionPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be deleted in a home. Making one changes nothing; what is done is planned the same
 * way.
 *
 * @param now the time that ages count from
 * @param plans by kind; only those that have a policy
 * @param freeBytes what is free on the home's disk
 * @param minFreeBytes what the policy wants to be; null where it does not say
 * @param notes what else there is to know, for people
 * @param troubles what could not be looked at, for people; the plan is of the rest
 */
public record HomePlan(
    Instant now,
    List<RetentionPlan> plans,
    long freeBytes,
    @Nullable Long minFreeBytes,
    List<String> notes,
    List<String> troubles) {

  public HomePlan {
    plans = List.copyOf(plans);
    notes = List.copyOf(notes);
    troubles = List.copyOf(troubles);
  }

  /** How many deletions there are. */
  public int deletionCount() {
    return plans.stream().mapToInt(plan -> plan.deletions().size()).sum();
  }

  /** The space that they give back. */
  public long freedBytes() {
    return plans.stream().mapToLong(RetentionPlan::freedBytes).sum();
  }
}
