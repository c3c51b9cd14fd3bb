package io.streamobs.spi;

import io.streamobs.internal.config.Durations;
import io.streamobs.spi.RetentionPlan.Deletion;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes one plan: by age first, then media, then what single streams may have, then what all may.
 *
 * <p>Threads: one.
 */
final class Planning {

  private static final Comparator<RetentionItem> OLDEST_FIRST =
      Comparator.comparing(RetentionItem::newest).thenComparing(RetentionItem::id);

  private final RetentionRules rules;
  private final RetentionPlan.Failures failures;
  private final Instant now;
  private final Instant latest;
  private final List<Deletion> deletions = new ArrayList<>();
  private final Map<RetentionItem, Deletion> media = new LinkedHashMap<>();
  private final List<RetentionItem> kept = new ArrayList<>();
  private final List<RetentionItem> protectedOnes = new ArrayList<>();
  // Oldest first.
  private List<RetentionItem> rest = new ArrayList<>();

  Planning(RetentionRules rules, RetentionPlan.Failures failures, Instant now, Instant latest) {
    this.rules = rules;
    this.failures = failures;
    this.now = now;
    this.latest = latest;
  }

  RetentionPlan plan(String kind, List<RetentionItem> items) {
    List<RetentionItem> oldestFirst = new ArrayList<>(items);
    oldestFirst.sort(OLDEST_FIRST);
    part(oldestFirst);
    byAge();
    mediaByAge();
    rules.streams().forEach((stream, policy) -> bound(policy, "stream " + stream, of(stream)));
    RetentionPolicy all = rules.policy();
    if (all != null) {
      bound(all, "all together", item -> true);
    }
    long used = items.stream().mapToLong(RetentionItem::bytes).sum();
    deletions.addAll(media.values());
    long freed = deletions.stream().mapToLong(Deletion::bytes).sum();
    return new RetentionPlan(kind, deletions, kept, rest, used, items.size(), freed);
  }

  private static Predicate<RetentionItem> of(String stream) {
    return item -> stream.equals(item.streamId());
  }

  private void part(List<RetentionItem> oldestFirst) {
    Set<RetentionItem> last = last(oldestFirst);
    for (RetentionItem item : oldestFirst) {
      if (item.kept() != null) {
        kept.add(item);
      } else if (item.newest().isAfter(latest)) {
        kept.add(item.kept("dated in the future, " + item.newest()));
      } else if (last.contains(item)) {
        protectedOnes.add(item);
      } else {
        rest.add(item);
      }
    }
  }

  private Set<RetentionItem> last(List<RetentionItem> oldestFirst) {
    Set<RetentionItem> last = new HashSet<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      RetentionItem item = oldestFirst.get(i);
      RetentionPolicy policy = rules.ages(item.streamId());
      boolean mayGo = item.kept() == null && !item.newest().isAfter(latest);
      if (policy != null
          && mayGo
          && counts.merge(stream(item), 1, Integer::sum) <= policy.keepLast()) {
        last.add(item);
      }
    }
    return last;
  }

  // Of one whose stream is not known the id tells it apart: its first part is the stream's.
  private static String stream(RetentionItem item) {
    int slash = item.id().indexOf('/');
    String first = slash < 0 ? "" : item.id().substring(0, slash);
    return item.streamId() == null ? "/" + first : item.streamId();
  }

  private void byAge() {
    List<RetentionItem> left = new ArrayList<>();
    for (RetentionItem item : rest) {
      Deletion deletion = byAge(item);
      if (deletion == null) {
        left.add(item);
      } else {
        deletions.add(deletion);
      }
    }
    rest = left;
  }

  private @Nullable Deletion byAge(RetentionItem item) {
    RetentionPolicy policy = rules.ages(item.streamId());
    if (policy == null || policy.maxAge() == null || !isOlder(item, policy.maxAge())) {
      return null;
    }
    Duration failedMaxAge = policy.failedMaxAge();
    if (failedMaxAge == null || !failed(item)) {
      return all(item, "max-age", "older than " + Durations.text(policy.maxAge()));
    }
    return isOlder(item, failedMaxAge)
        ? all(item, "failed-max-age", "failed, and older than " + Durations.text(failedMaxAge))
        : null;
  }

  // Where it cannot be seen how it ended it is kept as what failed is.
  private boolean failed(RetentionItem item) {
    try {
      return failures.failed(item);
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  private static Deletion all(RetentionItem item, String rule, String reason) {
    return new Deletion(item, RetentionPart.ALL, rule, reason);
  }

  // What is among the last of its stream, too: it stays, without its media.
  private void mediaByAge() {
    List<RetentionItem> candidates = new ArrayList<>(protectedOnes);
    candidates.addAll(rest);
    for (RetentionItem item : candidates) {
      RetentionPolicy policy = rules.ages(item.streamId());
      Duration most = policy == null ? null : policy.mediaMaxAge();
      if (most != null && item.mediaBytes() > 0 && isOlder(item, most)) {
        String reason = "media older than " + Durations.text(most);
        media.put(item, new Deletion(item, RetentionPart.MEDIA, "media-max-age", reason));
      }
    }
  }

  private boolean isOlder(RetentionItem item, Duration most) {
    return Duration.between(item.newest(), now).compareTo(most) > 0;
  }

  private void bound(RetentionPolicy policy, String whose, Predicate<RetentionItem> isOne) {
    Usage usage = usage(isOne);
    List<RetentionItem> failed = new ArrayList<>();
    Set<RetentionItem> gone = new HashSet<>();
    Excess excess = usage.excess(policy, whose);
    for (Iterator<RetentionItem> each = rest.iterator(); excess != null && each.hasNext(); ) {
      RetentionItem item = each.next();
      if (isOne.test(item) && policy.failedMaxAge() != null && failed(item)) {
        failed.add(item);
      } else if (isOne.test(item)) {
        delete(item, usage, excess);
        gone.add(item);
        excess = usage.excess(policy, whose);
      }
    }
    for (Iterator<RetentionItem> each = failed.iterator(); excess != null && each.hasNext(); ) {
      RetentionItem item = each.next();
      delete(item, usage, excess);
      gone.add(item);
      excess = usage.excess(policy, whose);
    }
    rest = rest.stream().filter(item -> !gone.contains(item)).toList();
  }

  private void delete(RetentionItem item, Usage usage, Excess excess) {
    Deletion ofMedia = media.remove(item);
    deletions.add(all(item, excess.rule(), excess.reason()));
    usage.bytes -= ofMedia == null ? item.bytes() : item.bytes() - ofMedia.bytes();
    usage.count--;
  }

  private Usage usage(Predicate<RetentionItem> isOne) {
    Usage usage = new Usage();
    for (List<RetentionItem> part : List.of(kept, protectedOnes, rest)) {
      part.stream().filter(isOne).forEach(usage::add);
    }
    for (Deletion deletion : media.values()) {
      usage.bytes -= isOne.test(deletion.item()) ? deletion.bytes() : 0;
    }
    return usage;
  }

  /** A bound that is exceeded. */
  private record Excess(String rule, String reason) {}

  private static final class Usage {
    private long bytes;
    private int count;

    void add(RetentionItem item) {
      bytes += item.bytes();
      count++;
    }

    @Nullable Excess excess(RetentionPolicy policy, String whose) {
      if (policy.maxBytes() != null && bytes > policy.maxBytes()) {
        return new Excess(
            "max-bytes", whose + ": " + bytes + " bytes, more than " + policy.maxBytes());
      }
      if (policy.maxCount() != null && count > policy.maxCount()) {
        return new Excess("max-count", whose + ": " + count + ", more than " + policy.maxCount());
      }
      return null;
    }
  }
}
