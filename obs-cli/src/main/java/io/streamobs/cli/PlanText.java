package io.streamobs.cli;

import io.streamobs.retention.HomePlan;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A plan for people. */
final class PlanText {

  private static final int MOST_SHOWN = 50;

  private final PrintWriter out;

  PlanText(PrintWriter out) {
    this.out = out;
  }

  /** All of it: what goes, what is kept, what is in use, and the disk. */
  void print(HomePlan plan) {
    printItems(plan);
    printUsage(plan);
    printDisk(plan);
    printNotes(plan);
  }

  /** What goes, and what must be kept. */
  void printItems(HomePlan plan) {
    printDeletions(plan);
    printKept(plan);
  }

  private void printDeletions(HomePlan plan) {
    if (plan.deletionCount() == 0) {
      return;
    }
    Table table = new Table("kind", "id", "part", ">bytes", ">age", "why it goes");
    int shown = 0;
    for (RetentionPlan each : plan.plans()) {
      for (Deletion deletion : each.deletions()) {
        if (shown++ < MOST_SHOWN) {
          table.row(row(each.kind(), deletion, plan.now()));
        }
      }
    }
    table.print(out);
    if (shown > MOST_SHOWN) {
      out.println("… and " + (shown - MOST_SHOWN) + " more (--json for all)");
    }
    out.println();
  }

  private static String[] row(String kind, Deletion deletion, Instant now) {
    RetentionItem item = deletion.item();
    return new String[] {
      kind,
      item.id(),
      deletion.part().json(),
      Texts.bytes(deletion.bytes()),
      Texts.age(Duration.between(item.newest(), now)),
      deletion.reason()
    };
  }

  /** Things that are alike. */
  private record Sum(long count, long bytes) {

    private Sum plus(Sum other) {
      return new Sum(count + other.count, bytes + other.bytes);
    }
  }

  private void printKept(HomePlan plan) {
    Table table = new Table("kind", ">count", ">bytes", "why it is kept");
    boolean any = false;
    for (RetentionPlan each : plan.plans()) {
      for (Map.Entry<String, Sum> reason : kept(each).entrySet()) {
        Sum sum = reason.getValue();
        table.row(each.kind(), Long.toString(sum.count), Texts.bytes(sum.bytes), reason.getKey());
        any = true;
      }
    }
    if (any) {
      table.print(out);
      out.println();
    }
  }

  private static Map<String, Sum> kept(RetentionPlan plan) {
    Map<String, Sum> reasons = new TreeMap<>();
    for (RetentionItem item : plan.kept()) {
      reasons.merge(reason(item, plan), new Sum(1, item.bytes()), Sum::plus);
    }
    return reasons;
  }

  // Each of many has times and names of its own, by which they would not sum up.
  private static String reason(RetentionItem item, RetentionPlan plan) {
    String reason = String.valueOf(item.kept());
    if (plan.kept().size() == 1) {
      return reason;
    }
    for (String beginning : new String[] {"pinned", "dated in the future"}) {
      if (reason.startsWith(beginning)) {
        return beginning;
      }
    }
    return reason;
  }

  private void printUsage(HomePlan plan) {
    Table table = new Table("kind", ">now", ">bytes", ">goes", ">bytes", ">then", ">bytes");
    for (RetentionPlan each : plan.plans()) {
      Usage usage = Usage.of(each);
      table.row(
          each.kind(),
          Long.toString(usage.count()),
          Texts.bytes(usage.bytes()),
          Texts.count(each.deletions().size()),
          each.freedBytes() == 0 ? "-" : Texts.bytes(each.freedBytes()),
          Long.toString(usage.countAfter()),
          Texts.bytes(usage.bytesAfter()));
    }
    table.print(out);
    out.println();
  }

  private void printDisk(HomePlan plan) {
    Long wanted = plan.minFreeBytes();
    out.println(
        "disk   "
            + Texts.bytes(plan.freeBytes())
            + " free, then "
            + Texts.bytes(plan.freeBytes() + plan.freedBytes())
            + (wanted == null ? "" : "; min-free is " + Texts.bytes(wanted)));
  }

  private void printNotes(HomePlan plan) {
    plan.troubles().forEach(trouble -> out.println("failed " + trouble));
    Notes.of(plan).forEach(note -> out.println("note   " + note));
    out.println(
        plan.deletionCount() == 0
            ? "plan   nothing goes"
            : "plan   "
                + Texts.counted(plan.deletionCount(), "deletion")
                + ", "
                + Texts.bytes(plan.freedBytes())
                + "; nothing was changed");
  }
}
