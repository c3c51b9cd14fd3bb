package io.streamobs.logback;

import ch.qos.logback.classic.LoggerContext;
import io.streamobs.FieldNaming;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place that an {@link ObsAppender} writes to, nested in it. What all of them can be told:
 *
 * <ul>
 *   <li>{@code naming}: the names of the contract fields, one of {@code canonical} (the default),
 *       {@code snake_case}, {@code ecs}, {@code opentelemetry};
 *   <li>{@code rename}, any number of times: one contract field's name, such as {@code
 *       streamId=stream}, on top of {@code naming};
 *   <li>{@code bufferBytes}: the space for lines that were not written yet, 65536 to 1073741824.
 *       Default: 1048576.
 * </ul>
 *
 * <p>Threads: configured by one, before its appender starts. Failure: values are checked when the
 * appender starts.
 */
public abstract class Output {

  private @Nullable String naming;
  private final List<String> renames = new ArrayList<>();
  private @Nullable String bufferBytes;

  /** Only this package knows how to write. */
  Output() {}

  /** The preset of field names. */
  public void setNaming(String preset) {
    naming = preset;
  }

  /**
   * One contract field's name in this output.
   *
   * @param rename the canonical name, an equals sign, the new name
   */
  public void addRename(String rename) {
    renames.add(rename);
  }

  /** The space for lines that were not written yet, in bytes. */
  public void setBufferBytes(String bytes) {
    bufferBytes = bytes;
  }

  abstract RecordSink newSink();

  /**
   * @throws io.streamobs.ConfigurationException when a setting cannot be used
   */
  final SinkHandle attach(RecordPipeline pipeline, Object origin, LoggerContext context) {
    FieldNaming names = Naming.of(naming, renames);
    int bytes = Setting.wholeNumber("bufferBytes", bufferBytes, SinkOptions.DEFAULT_BUFFER_BYTES);
    SinkOptions options = new SinkOptions(names, bytes, origin);
    return pipeline.attach(new LeveledSink(newSink(), context), options);
  }
}
