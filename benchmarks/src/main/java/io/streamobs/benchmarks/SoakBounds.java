package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What bounds the home of a soak, and how its worker is set up: as a user's, by settings alone. */
final class SoakBounds {

  static final long RUNS = 160L << 20;
  static final long LOGS = 24L << 20;

  private static final String POLICY =
      """
      [run_bundle]
      max-bytes = %d

      [log_file]
      max-bytes = %d
      """;

  private static final String LOGBACK =
      """
      <configuration>
        <appender name="OBS" class="io.streamobs.logback.ObsAppender">
          <file><maxFileSize>2MB</maxFileSize></file>
        </appender>
        <root level="INFO"><appender-ref ref="OBS"/></root>
      </configuration>
      """;

  private SoakBounds() {}

  /** Settings of a worker's JVM, with the files that they name. */
  static List<String> jvm(Path folder, Path home, Duration time) throws IOException {
    Path policy = Files.writeString(folder.resolve("retention.conf"), POLICY.formatted(RUNS, LOGS));
    Path logback = Files.writeString(folder.resolve("logback.xml"), LOGBACK);
    return List.of(
        "-Xmx256m",
        "-Dlogback.configurationFile=" + logback,
        "-Dobs.service=live-dub",
        "-Dobs.component=worker",
        "-Dobs.home=" + home,
        "-Dobs.retention.policy=" + policy,
        "-Dobs.retention.every=5s",
        "-Dobs.capture.reason=a soak",
        "-Dobs.capture.until=" + Instant.now().plus(time),
        "-Dobs.capture.bytes=1TB");
  }
}
