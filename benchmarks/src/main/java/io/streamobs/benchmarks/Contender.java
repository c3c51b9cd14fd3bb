package io.streamobs.benchmarks;

import java.nio.file.Path;

/** Who takes the lines and events. */
public enum Contender {
  /** Nobody: an empty call, for what the measurement itself costs. */
  NOTHING {
    @Override
    Installation install(Path destination) {
      return new EmptyInstallation();
    }
  },
  /** This library: its scopes, its Logback appender, a sink that writes to the destination. */
  OBS {
    @Override
    Installation install(Path destination) {
      return new ObsInstallation(destination);
    }
  },
  /** Logback's AsyncAppender with its defaults, in front of a LogstashEncoder. */
  ASYNC {
    @Override
    Installation install(Path destination) {
      return new AsyncInstallation(destination, /* neverBlock= */ false);
    }
  },
  /** The same with {@code neverBlock}, which drops instead of waiting. */
  ASYNC_NEVER_BLOCK {
    @Override
    Installation install(Path destination) {
      return new AsyncInstallation(destination, /* neverBlock= */ true);
    }
  };

  /**
   * Where the lines go while costs are measured: encoded and written, by a system call, nowhere.
   */
  static final Path NOWHERE = Path.of("/dev/null");

  /** Those that a result is compared with. */
  boolean isPeer() {
    return this == ASYNC || this == ASYNC_NEVER_BLOCK;
  }

  /** Sets this contender up in this process, alone. */
  abstract Installation install(Path destination);
}
