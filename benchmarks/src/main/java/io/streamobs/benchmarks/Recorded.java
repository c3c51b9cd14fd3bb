package io.streamobs.benchmarks;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts what was found out about assets, and of how many the content was kept. */
final class Recorded implements RecordSink {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final AtomicInteger all = new AtomicInteger();
  private final AtomicInteger captured = new AtomicInteger();

  @Override
  public String name() {
    return "recorded";
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return record.isEvent();
  }

  @Override
  public void write(ByteBuffer lines) {
    byte[] bytes = new byte[lines.remaining()];
    lines.get(bytes);
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      if (line.contains("\"event\":\"asset_recorded\"")) {
        if (line.contains("\"captured\":")) {
          captured.incrementAndGet();
        }
        all.incrementAndGet();
      }
    }
  }

  /** From here on. */
  void begin() {
    all.set(0);
    captured.set(0);
  }

  int all() {
    return all.get();
  }

  /** Waits for so many, as long as some come, and says of how many the content was kept. */
  int awaitAll(int expected) {
    long end = System.nanoTime() + PATIENCE;
    while (all.get() < expected && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    return captured.get();
  }
}
