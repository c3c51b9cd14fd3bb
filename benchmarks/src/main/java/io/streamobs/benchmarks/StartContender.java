package io.streamobs.benchmarks;

import java.util.List;
import java.util.Locale;

/** Who writes a program's first line; each but the floor as its file in {@code start/} says. */
enum StartContender {
  /** Logback's ConsoleAppender with a LogstashEncoder, which the others are compared with. */
  LOGBACK,
  /** The same behind an AsyncAppender with its defaults. */
  LOGBACK_ASYNC,
  /** This library's appender with its default output. */
  OBS,
  /** Logback with an appender that only prints: what none of the above can undercut. */
  LOGBACK_ALONE,
  /** Nobody: a program that prints the line itself, for what the measurement itself costs. */
  NO_LOGGING;

  /** What its process is told beside its name. */
  List<String> jvm() {
    return this == NO_LOGGING
        ? List.of()
        : List.of("-Dlogback.configurationFile=io/streamobs/benchmarks/start/" + this + ".xml");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
