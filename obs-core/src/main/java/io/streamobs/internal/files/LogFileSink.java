package io.streamobs.internal.files;

import io.streamobs.internal.config.Checks;
import io.streamobs.internal.sink.EventThreshold;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lines in files of this process's own, one after the other, looked after by a {@link Keeper}. It
 * is attached to one pipeline at a time: again only after that one has closed it.
 */
public final class LogFileSink implements RecordSink {

  private final LogFileSettings settings;
  private final Disk disk;
  private final EventThreshold threshold;
  private volatile @Nullable Writing writing;

  public LogFileSink(LogFileSettings settings) {
    this(settings, Disk.REAL);
  }

  LogFileSink(LogFileSettings settings, Disk disk) {
    this.disk = disk;
    this.settings = settings;
    this.threshold = new EventThreshold(settings.events());
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public synchronized void attached(SinkContext context) {
    if (writing != null) {
      throw Checks.bad(
          "log file sink",
          StagingPaths.shown(settings.folder()),
          "it is attached and not closed yet; build() another one for another pipeline");
    }
    writing = new Writing(settings, context, disk);
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
    Writing open = writing;
    if (open != null) { // the exit hook may come after the end
      open.exiting();
    }
  }

  @Override
  public void close() throws IOException {
    Writing open = writing;
    if (open != null) {
      try {
        open.close();
      } finally {
        writing = null;
      }
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
