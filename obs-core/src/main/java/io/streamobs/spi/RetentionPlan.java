package io.streamobs.spi;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What would be deleted of one kind, in the order in which it goes, each with its reason. Making
 * one changes nothing; the same plan is what is shown and what is done.
 *
 * @param kind of all items
 * @param deletions what goes
 * @param kept what must not go, each with why; it counts as usage
 * @param rest what could go and does not have to, oldest first
 * @param usedBytes the space that all items take
 * @param usedCount how many there are
 * @param freedBytes the space that the plan gives back
 */
public record RetentionPlan(
    String kind,
    List<Deletion> deletions,
    List<RetentionItem> kept,
    List<RetentionItem> rest,
    long usedBytes,
    int usedCount,
    long freedBytes) {

  /**
   * Something that goes.
   *
   * @param rule which bound it is, as policies call it, such as {@code max-age}
   * @param reason for a person, with the bound
   */
  public record Deletion(RetentionItem item, RetentionPart part, String rule, String reason) {

    /** The space that it gives back. */
    public long bytes() {
      return part == RetentionPart.ALL ? item.bytes() : item.mediaBytes();
    }
  }

  /** Looks whether something ended badly. */
  @FunctionalInterface
  public interface Failures {
    boolean failed(RetentionItem item) throws IOException;
  }

  public RetentionPlan {
    deletions = List.copyOf(deletions);
    kept = List.copyOf(kept);
    rest = List.copyOf(rest);
  }

  /**
   * Plans. What must be kept is never deleted but counts; what is dated after {@code now} must be,
   * so that a clock that was wrong deletes nothing.
   *
   * @param failures asked of what a policy would delete, where it keeps longer what failed
   */
  public static RetentionPlan of(
      String kind,
      RetentionRules rules,
      List<RetentionItem> items,
      Failures failures,
      Instant now) {
    return of(kind, rules, items, failures, now, now);
  }

  /**
   * The same by a clock that is doubted.
   *
   * @param now which ages count from
   * @param latest what is dated behind that is dated in the future; {@code now} or later
   */
  public static RetentionPlan of(
      String kind,
      RetentionRules rules,
      List<RetentionItem> items,
      Failures failures,
      Instant now,
      Instant latest) {
    return new Planning(rules, failures, now, latest).plan(kind, items);
  }

  /** The same of which these go too, all of each. */
  public RetentionPlan with(List<Deletion> more) {
    Set<RetentionItem> items = new HashSet<>();
    more.forEach(deletion -> items.add(deletion.item()));
    List<Deletion> all = new ArrayList<>(deletions);
    all.removeIf(deletion -> items.contains(deletion.item())); // of their media only
    all.addAll(more);
    List<RetentionItem> left = rest.stream().filter(item -> !items.contains(item)).toList();
    long freed = all.stream().mapToLong(Deletion::bytes).sum();
    return new RetentionPlan(kind, all, kept, left, usedBytes, usedCount, freed);
  }

  /** The space that is left in use once the plan is done. */
  public long keptBytes() {
    return usedBytes - freedBytes;
  }
}
