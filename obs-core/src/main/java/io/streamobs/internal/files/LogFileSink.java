package io.streamobs.internal.files;

import io.streamobs.internal.sink.EventThreshold;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lines in files of this process's own, one after the other, looked after by a {@link Keeper}. */
public final class LogFileSink implements RecordSink {

  private final LogFileSettings settings;
  private final EventThreshold threshold;
  private @Nullable Writing writing;

  public LogFileSink(LogFileSettings settings) {
    this.settings = settings;
    this.threshold = new EventThreshold(settings.events());
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public void attached(SinkContext context) {
    writing = new Writing(settings, context);
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return threshold.accepts(record);
  }

  @Override
  public void open() throws IOException {
    explained("open", () -> writing().open());
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    explained("write", () -> writing().write(lines));
  }

  @Override
  public boolean retractTornLine() throws IOException {
    explained("repair", () -> writing().retract());
    return true;
  }

  @Override
  public void exiting() throws IOException {
    writing().exiting();
  }

  @Override
  public void close() throws IOException {
    if (writing != null) {
      writing.close();
    }
  }

  private Writing writing() {
    return Objects.requireNonNull(writing, "attached() comes first");
  }

  private interface Step {
    void run() throws IOException;
  }

  private void explained(String doing, Step step) throws IOException {
    try {
      step.run();
    } catch (IOException e) {
      writing().suspect();
      throw FileTrouble.explained(doing, settings.folder(), e);
    }
  }
}
