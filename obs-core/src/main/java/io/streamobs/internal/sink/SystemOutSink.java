package io.streamobs.internal.sink;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import org.slf4j.event.Level;

/**
 * {@code System.out}, whatever it is at the moment. A stream shows its errors only as a flag that
 * stays up for good: one that has it takes no more lines, which wait until the stream is replaced.
 */
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
    check(out);
    out.write(bytes, 0, bytes.length);
    check(out);
    lines.position(lines.limit());
  }

  private static void check(PrintStream out) throws IOException {
    if (out.checkError()) {
      throw new IOException("System.out has had an error; lines wait until it is replaced");
    }
  }
}
