package io.streamobs.logback;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.RecordSinks;
import io.streamobs.spi.RecordSink;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Standard output: {@code <stdout/>} in an {@link ObsAppender}, and its default. Beside what every
 * {@link Output} can be told, {@code target}:
 *
 * <ul>
 *   <li>{@code descriptor} (the default): the process's own, so that errors are seen and nothing
 *       that replaces {@code System.out} comes between;
 *   <li>{@code System.out}: whatever that is at each write, for test runners that own it.
 * </ul>
 */
public final class StdoutOutput extends Output {

  private @Nullable String target;

  public StdoutOutput() {}

  /** Where to: {@code descriptor} or {@code System.out}. */
  public void setTarget(String newTarget) {
    target = newTarget;
  }

  // Takes events of every level; the appender's loggers decide.
  @Override
  RecordSink newSink() {
    return switch (target == null ? "descriptor" : target.strip()) {
      case "descriptor" -> RecordSinks.stdout(Level.TRACE);
      case "System.out" -> RecordSinks.systemOut(Level.TRACE);
      default ->
          throw new ConfigurationException(
              ObsErrors.BAD_SETTING, "target", target, "choose descriptor or System.out");
    };
  }
}
