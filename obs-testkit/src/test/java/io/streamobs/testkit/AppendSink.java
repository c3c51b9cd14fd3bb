package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file, appended to, and nothing else. */
final class AppendSink implements RecordSink {

  private final Path path;
  private FileChannel channel;

  AppendSink(Path path) {
    this.path = path;
  }

  @Override
  public String name() {
    return "file";
  }

  @Override
  public void open() throws IOException {
    if (channel == null) {
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    channel.write(lines);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
