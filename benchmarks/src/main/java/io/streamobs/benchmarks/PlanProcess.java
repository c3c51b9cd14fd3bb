package io.streamobs.benchmarks;

import io.streamobs.retention.HomePlan;
import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.RetentionPolicies;
import io.streamobs.spi.RetentionPolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;

/** Plans what goes of a home, by age, by bytes, and without the last of each stream. */
public final class PlanProcess {

  private static final Duration MAX_AGE = Duration.ofDays(30);
  private static final int KEEP_LAST = 3;

  private PlanProcess() {}

  /**
   * Prints how many runs there are, how many would go, bytes of the heap that were in use at most,
   * and those that the plan keeps.
   *
   * @param args a home, and how many bytes it may have
   */
  public static void main(String[] args) throws IOException {
    RetentionPolicy policy =
        RetentionPolicy.builder()
            .maxAge(MAX_AGE)
            .maxBytes(Long.valueOf(args[1]))
            .keepLast(KEEP_LAST)
            .build();
    RetentionPolicies policies = RetentionPolicies.builder().runBundles(policy).build();
    HomePlan plan = HomeRetention.of(Path.of(args[0])).build().plan(policies);
    int runs = plan.plans().stream().mapToInt(each -> each.usedCount()).sum();
    double most = mostBytes();
    System.gc();
    double held = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    Reference.reachabilityFence(plan);
    System.out.println(Numbers.line(runs, plan.deletionCount(), most, held));
  }

  // Each pool at its fullest, which need not have been at the same time.
  private static double mostBytes() {
    double sum =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToDouble(peak -> peak.getUsed())
            .sum();
    return Math.min(sum, Runtime.getRuntime().maxMemory());
  }
}
