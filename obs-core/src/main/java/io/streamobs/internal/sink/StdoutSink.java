package io.streamobs.internal.sink;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.slf4j.event.Level;

/**
 * Standard output through its descriptor. A channel tells how many bytes went, also where a write
 * fails half-way or the descriptor does not block; a stream would not.
 */
public final class StdoutSink implements RecordSink {

  private final EventThreshold threshold;
  // Never closed: the descriptor is the process's.
  private final FileChannel channel = new FileOutputStream(FileDescriptor.out).getChannel();

  public StdoutSink(Level events) {
    this.threshold = new EventThreshold(events);
  }

  @Override
  public String name() {
    return "stdout";
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return threshold.accepts(record);
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    channel.write(lines);
  }
}
