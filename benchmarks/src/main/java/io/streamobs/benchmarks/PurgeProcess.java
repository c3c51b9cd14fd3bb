package io.streamobs.benchmarks;

import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.PurgeReport;
import io.streamobs.retention.RetentionPolicies;
import io.streamobs.spi.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Deletes all runs of a home, and puts each on the audit. */
public final class PurgeProcess {

  private static final Duration MAX_AGE = Duration.ofDays(1);

  private PurgeProcess() {}

  /** What has all runs go that {@link ManyRuns} made. */
  static RetentionPolicies policies() {
    RetentionPolicy policy = RetentionPolicy.builder().maxAge(MAX_AGE).build();
    return RetentionPolicies.builder().runBundles(policy).build();
  }

  /**
   * Prints how many runs went, how many files, and the nanoseconds that it took.
   *
   * @param args a home
   */
  public static void main(String[] args) throws IOException {
    HomeRetention retention = HomeRetention.of(Path.of(args[0])).actor("benchmark").build();
    long start = System.nanoTime();
    PurgeReport report = retention.apply(policies());
    long took = System.nanoTime() - start;
    if (report.failureCount() > 0) {
      throw new IOException(report.failures().toString());
    }
    System.out.println(Numbers.line(report.deleted(), report.freedFiles(), took));
  }
}
