package io.streamobs;

import io.streamobs.internal.config.Checks;
import io.streamobs.internal.sink.Slf4jSink;
import io.streamobs.internal.sink.StdoutSink;
import io.streamobs.internal.sink.SystemOutSink;
import io.streamobs.spi.RecordSink;
import java.nio.file.Path;
import org.slf4j.event.Level;

/** The outputs that need nothing but the JDK. */
public final class RecordSinks {

  private RecordSinks() {}

  /** Standard output, with the library's events from INFO up. */
  public static RecordSink stdout() {
    return stdout(Level.INFO);
  }

  /**
   * Standard output through its descriptor, so that errors are seen. Whatever replaces {@code
   * System.out} does not get these lines; for that see {@link #systemOut}.
   *
   * @param events from which level up it takes the library's own events; lines of applications are
   *     filtered by their loggers
   */
  public static RecordSink stdout(Level events) {
    return new StdoutSink(events);
  }

  /** {@code System.out} as it is at each write, for test runners and consoles that replace it. */
  public static RecordSink systemOut(Level events) {
    return new SystemOutSink(events);
  }

  /** Files in a folder, which is made where it is missing. */
  public static LogFileBuilder file(Path folder) {
    if (folder == null) {
      throw Checks.bad("log folder", null, "name a folder, such as Path.of(\"logs\")");
    }
    return new LogFileBuilder(folder);
  }

  /** Files in {@code logs} under the home that {@code -Dobs.home} or {@code OBS_HOME} names. */
  public static LogFileBuilder file() {
    return new LogFileBuilder(null);
  }

  /**
   * Hands the library's events to the SLF4J logger {@code io.streamobs.events} as text, for hosts
   * that log through something this library has no adapter for. Not to be combined with one.
   */
  public static RecordSink slf4j() {
    return new Slf4jSink();
  }
}
