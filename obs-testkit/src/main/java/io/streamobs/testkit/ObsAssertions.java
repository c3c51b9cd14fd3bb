package io.streamobs.testkit;

import io.streamobs.spi.RetentionPlan;
import java.nio.file.Path;

/**
 * The way into assertions over logs. Goes together with a static import of AssertJ's own {@code
 * assertThat}.
 */
public final class ObsAssertions {

  private ObsAssertions() {}

  /** Looks at what was recorded so far; waits for what is on its way. */
  public static LogAssert assertThat(RecordedLog log) {
    return new LogAssert(Snapshot.of(log));
  }

  /** Looks at a log file. */
  public static LogAssert assertThat(LogFile file) {
    return new LogAssert(Snapshot.of(file));
  }

  /**
   * Reads a log file and looks at it.
   *
   * @throws java.io.UncheckedIOException when it cannot be read
   */
  public static LogAssert assertThatLog(Path file) {
    return assertThat(LogFile.read(file));
  }

  /** Looks at the log files of any number of instances. */
  public static LogAuditAssert assertThat(LogAudit audit) {
    return new LogAuditAssert(audit);
  }

  /**
   * Looks at the bundle of a run.
   *
   * @param folder the bundle's, {@code runs/<streamId>/<runId>} in the home
   */
  public static BundleAssert assertThatBundle(Path folder) {
    return new BundleAssert(folder);
  }

  /** Looks at what would be deleted of one kind. */
  public static RetentionPlanAssert assertThatPlan(RetentionPlan plan) {
    return new RetentionPlanAssert(plan);
  }

  /**
   * Reads the audit of a home and looks at it.
   *
   * @throws java.io.UncheckedIOException when it cannot be read
   */
  public static AuditAssert assertThatAudit(Path home) {
    return new AuditAssert(home);
  }

  /**
   * Reads the logs in a folder and below, and looks at them.
   *
   * @throws java.io.UncheckedIOException when they cannot be read
   */
  public static LogAuditAssert assertThatLogs(Path folder) {
    return assertThat(LogAudit.of(folder));
  }
}
