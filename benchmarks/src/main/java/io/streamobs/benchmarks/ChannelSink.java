package io.streamobs.benchmarks;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Writes to a file, with the library's events from INFO up, as a log output does. */
final class ChannelSink implements RecordSink {

  private final Path path;
  private @Nullable FileChannel channel;

  ChannelSink(Path path) {
    this.path = path;
  }

  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return !record.isEvent() || record.level().toInt() >= Level.INFO.toInt();
  }

  @Override
  public void open() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    if (channel != null) {
      channel.write(lines);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
