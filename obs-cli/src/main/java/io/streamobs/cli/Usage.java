package io.streamobs.cli;

import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan;

/** How much of a kind is in use before a plan and after it. */
record Usage(long count, long bytes, long countAfter, long bytesAfter) {

  static Usage of(RetentionPlan plan) {
    long gone = plan.deletions().stream().filter(each -> each.part() == RetentionPart.ALL).count();
    return new Usage(plan.usedCount(), plan.usedBytes(), plan.usedCount() - gone, plan.keptBytes());
  }
}
