package io.streamobs.cli;

import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.HomeRetentionBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who changes something in a home, for its audit. */
final class ByWhom {

  @Mixin private final KeyChoice key = new KeyChoice();

  @Option(
      names = "--actor",
      paramLabel = "NAME",
      description = "Who does it, for the audit. Default: the user of this process.")
  private @Nullable String actor;

  /** What is stored in a home, to be changed by him. */
  HomeRetentionBuilder retention(Home home) {
    HomeRetentionBuilder builder = HomeRetention.of(home.there()).auditKey(key.key());
    return actor == null || actor.isBlank() ? builder : builder.actor(actor.strip());
  }
}
