package io.streamobs.cli;

import io.streamobs.retention.HomeRetentionBuilder;
import io.streamobs.retention.RetentionPolicies;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which policy, and which clock. */
final class PolicyChoice {

  private static final Duration ALWAYS = Duration.ofDays(36_600);

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy. Default: $OBS_RETENTION_POLICY.")
  private @Nullable Path file;

  @Option(
      names = "--trust-clock",
      description = {
        "Takes the clock as right although nothing was written for more than 31 days."
            + " Default: ages then count from 31 days after the last trace."
      })
  private boolean trustClock;

  /**
   * @throws io.streamobs.ConfigurationException when it cannot be used; the message names the line
   */
  RetentionPolicies policies() {
    if (file != null) {
      return RetentionPolicies.read(file);
    }
    String outside = Outside.setting("obs.retention.policy");
    if (outside == null) {
      throw CliException.badInput(
          CliErrors.NO_POLICY,
          "no policy is named; write one, such as [run_bundle] and below it max-age = 30d, and name"
              + " the file with --policy or OBS_RETENTION_POLICY");
    }
    return RetentionPolicies.read(Path.of(outside));
  }

  HomeRetentionBuilder timed(HomeRetentionBuilder builder) {
    return trustClock ? builder.mostSilence(ALWAYS) : builder;
  }
}
