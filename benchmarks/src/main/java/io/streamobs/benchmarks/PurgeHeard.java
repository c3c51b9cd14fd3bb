package io.streamobs.benchmarks;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Hears in the log when a purge is over. */
final class PurgeHeard implements RecordSink {

  private volatile boolean over;

  @Override
  public String name() {
    return "heard";
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return record.isEvent();
  }

  @Override
  public void write(ByteBuffer lines) {
    byte[] bytes = new byte[lines.remaining()];
    lines.get(bytes);
    if (new String(bytes, StandardCharsets.UTF_8).contains("\"event\":\"retention_applied\"")) {
      over = true;
    }
  }

  boolean isOver() {
    return over;
  }
}
