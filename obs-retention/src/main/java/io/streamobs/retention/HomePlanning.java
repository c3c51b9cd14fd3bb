package io.streamobs.retention;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionRules;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.SteadyTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans for all that is in a home.
 *
 * <p>Threads: one at a time.
 */
final class HomePlanning {

  private final Path home;
  private final List<RetentionTarget> targets;
  private final Pins pins;
  private final SteadyTime time;
  private final ClockDoubt doubt;
  private boolean traced;
  private @Nullable Instant lastTrace;

  HomePlanning(
      Path home, List<RetentionTarget> targets, Pins pins, SteadyTime time, ClockDoubt doubt) {
    this.home = home;
    this.targets = targets;
    this.pins = pins;
    this.time = time;
    this.doubt = doubt;
  }

  /** The target of a kind; null where nothing of that kind is stored here. */
  @Nullable RetentionTarget target(String kind) {
    return targets.stream().filter(target -> target.kind().equals(kind)).findFirst().orElse(null);
  }

  /** What goes by policy. */
  synchronized HomePlan plan(RetentionPolicies policies) throws IOException {
    List<String> notes = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    Map<String, List<RetentionItem>> items = items(policies, notes, troubles);
    Instant now = now(items, notes);
    List<RetentionPlan> plans = new ArrayList<>();
    for (RetentionTarget target : targets) {
      RetentionRules rules = policies.rules().get(target.kind());
      List<RetentionItem> all = items.get(target.kind());
      if (rules != null && all != null) {
        List<RetentionItem> withPins = withPins(target, all, now);
        plans.add(
            RetentionPlan.of(target.kind(), rules, withPins, target::failed, now, time.latest()));
      }
    }
    long free = Files.getFileStore(home).getUsableSpace();
    Long minFree = policies.minFreeBytes();
    List<RetentionPlan> enough = minFree == null ? plans : freed(plans, free, minFree, notes);
    return new HomePlan(now, enough, free, minFree, notes, troubles);
  }

  /** Nothing goes. */
  HomePlan none() throws IOException {
    long free = Files.getFileStore(home).getUsableSpace();
    return new HomePlan(time.now(), List.of(), free, null, List.of(), List.of());
  }

  private Map<String, List<RetentionItem>> items(
      RetentionPolicies policies, List<String> notes, List<String> troubles) {
    Map<String, List<RetentionItem>> items = new HashMap<>();
    for (String kind : policies.rules().keySet()) {
      RetentionTarget target = target(kind);
      if (target == null) {
        notes.add("nothing of the kind " + kind + " is stored by what is on the class path");
      } else {
        try {
          items.put(kind, target.items());
        } catch (IOException | RuntimeException e) { // the other kinds go on
          troubles.add("what there is of " + kind + " cannot be listed: " + e);
        }
      }
    }
    return items;
  }

  // Once: what is written from now on has the time of the same clock.
  private Instant now(Map<String, List<RetentionItem>> items, List<String> notes) {
    if (!traced) {
      Optional<Instant> last =
          items.values().stream()
              .flatMap(List::stream)
              .filter(item -> item.kept() == null)
              .map(RetentionItem::newest)
              .filter(newest -> !newest.isAfter(time.latest())) // dated by a wrong clock
              .max(Comparator.naturalOrder());
      if (last.isPresent()) {
        lastTrace = doubt.earlier(last.get(), time.latest());
        time.lastTrace(lastTrace);
      }
      traced = true;
    }
    Instant now = time.now();
    if (time.isDoubted()) {
      notes.add(
          "nothing was written for so long that the clock may be wrong; ages count from " + now);
    }
    return now;
  }

  /** Has who comes after a restart doubt the clock as well. */
  void noteDoubt() {
    Instant trace = lastTrace;
    if (time.isDoubted() && trace != null) {
      doubt.note(time.latest(), trace);
    }
  }

  /** The pins that hold now, by the ids of what they keep. */
  Map<String, String> pinned(Instant now) throws IOException {
    Map<String, String> reasons = new HashMap<>();
    for (Pins.Found pin : pins.all()) {
      if (pin.holds(now)) {
        reasons.put(pin.id(), pin.reason());
      }
    }
    return reasons;
  }

  /** The time that ages count from. */
  Instant now() {
    return time.now();
  }

  private List<RetentionItem> withPins(
      RetentionTarget target, List<RetentionItem> items, Instant now) throws IOException {
    if (!target.kind().equals(RetentionPolicies.RUN_BUNDLE)) {
      return items;
    }
    Map<String, String> reasons = pinned(now);
    return items.stream()
        .map(
            item ->
                item.kept() == null && reasons.containsKey(item.id())
                    ? item.kept(reasons.get(item.id()))
                    : item)
        .toList();
  }

  private static List<RetentionPlan> freed(
      List<RetentionPlan> plans, long free, long minFree, List<String> notes) {
    long missing = minFree - free - plans.stream().mapToLong(RetentionPlan::freedBytes).sum();
    if (missing <= 0) {
      return plans;
    }
    List<OfKind> oldestFirst = new ArrayList<>();
    plans.forEach(
        plan -> plan.rest().forEach(item -> oldestFirst.add(new OfKind(plan.kind(), item))));
    oldestFirst.sort(
        Comparator.comparing((OfKind each) -> each.item().newest())
            .thenComparing(each -> each.item().id()));
    String reason = "less than " + minFree + " bytes are free on the disk";
    Map<String, List<Deletion>> more = new HashMap<>();
    for (OfKind each : oldestFirst) {
      if (missing > 0) {
        missing -= each.item().bytes();
        more.computeIfAbsent(each.kind(), k -> new ArrayList<>())
            .add(new Deletion(each.item(), RetentionPart.ALL, "min-free", reason));
      }
    }
    if (missing > 0) {
      notes.add("the disk will have " + missing + " bytes less free than the policy wants");
    }
    return plans.stream()
        .map(plan -> plan.with(more.getOrDefault(plan.kind(), List.of())))
        .toList();
  }

  private record OfKind(String kind, RetentionItem item) {}

  /** What goes because somebody asks for it: of each kind that has something of the run. */
  synchronized HomePlan planRun(String streamId, String runId, RetentionPart part, String reason)
      throws IOException {
    Instant now = time.now();
    List<RetentionPlan> plans = new ArrayList<>();
    for (RetentionTarget target : targets) {
      List<RetentionItem> all = withPins(target, target.ofRun(streamId, runId), now);
      if (!all.isEmpty()) {
        plans.add(asked(target.kind(), all, part, reason));
      }
    }
    return new HomePlan(
        now, plans, Files.getFileStore(home).getUsableSpace(), null, List.of(), List.of());
  }

  private static RetentionPlan asked(
      String kind, List<RetentionItem> items, RetentionPart part, String reason) {
    List<RetentionItem> kept = items.stream().filter(item -> item.kept() != null).toList();
    List<Deletion> deletions =
        items.stream()
            .filter(item -> item.kept() == null)
            .filter(item -> part == RetentionPart.ALL || item.mediaBytes() > 0)
            .map(item -> new Deletion(item, part, "request", reason))
            .toList();
    long used = items.stream().mapToLong(RetentionItem::bytes).sum();
    long freed = deletions.stream().mapToLong(Deletion::bytes).sum();
    return new RetentionPlan(kind, deletions, kept, List.of(), used, items.size(), freed);
  }
}
