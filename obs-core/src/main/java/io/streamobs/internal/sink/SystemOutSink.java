package io.streamobs.internal.sink;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import org.slf4j.event.Level;

/** {@code System.out}, whatever it is at the moment. Its errors show only as a flag. */
public final class SystemOutSink implements RecordSink {

  private final EventThreshold threshold;

  public SystemOutSink(Level events) {
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
    byte[] bytes = new byte[lines.remaining()];
    lines.duplicate().get(bytes);
    PrintStream out = System.out;
    out.write(bytes, 0, bytes.length);
    if (out.checkError()) {
      throw new IOException("System.out reports an error");
    }
    lines.position(lines.limit());
  }
}
