package io.streamobs.benchmarks;

import io.streamobs.RecordSinks;
import java.nio.file.Path;
import java.util.function.Function;

/** Who writes to a file that somebody follows, each with its defaults. */
enum FollowedContender {
  OBS(folder -> new ObsInstallation(RecordSinks.file(folder).build())),
  ASYNC(folder -> Contender.ASYNC.install(file(folder))),
  LOG4J_ASYNC_LOGGER(folder -> Contender.LOG4J_ASYNC_LOGGER.install(file(folder))),
  /** Logback's FileAppender, which writes before the call returns: what cannot be undercut. */
  SYNC(folder -> Contender.SYNC.install(file(folder)));

  /** How the names of the files end. */
  static final String SUFFIX = ".jsonl";

  private final Function<Path, Installation> setUp;

  FollowedContender(Function<Path, Installation> setUp) {
    this.setUp = setUp;
  }

  /** Sets it up in this process, alone. */
  Installation install(Path folder) {
    return setUp.apply(folder);
  }

  private static Path file(Path folder) {
    return folder.resolve("lines" + SUFFIX);
  }
}
