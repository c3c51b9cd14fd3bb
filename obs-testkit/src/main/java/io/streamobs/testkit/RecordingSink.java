package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A sink that keeps every line in memory, without a bound: for tests.
 *
 * <pre>{@code
 * RecordingSink sink = new RecordingSink();
 * Obs obs = Obs.builder().service("live-dub").standalone().sink(sink).open();
 * RecordedLog log = RecordedLog.of(obs, sink);
 * }</pre>
 *
 * <p>Takes bytes as they come: a line is there once its newline is, and one that broke off is taken
 * back.
 *
 * <p>Threads: any. Lines arrive a little after they were recorded; {@link RecordedLog} waits for
 * them.
 */
public final class RecordingSink implements RecordSink {

  private final List<String> lines = new ArrayList<>();
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

  /** An empty one. */
  public RecordingSink() {}

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public void write(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    synchronized (lines) {
      int start = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          unfinished.write(bytes, start, i - start);
          lines.add(unfinished.toString(StandardCharsets.UTF_8));
          unfinished.reset();
          start = i + 1;
        }
      }
      unfinished.write(bytes, start, bytes.length - start);
    }
  }

  @Override
  public boolean retractTornLine() {
    synchronized (lines) {
      unfinished.reset();
      return true;
    }
  }

  /** The lines that have arrived so far, without their newlines. */
  public List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Forgets all lines. */
  public void clear() {
    synchronized (lines) {
      lines.clear();
    }
  }
}
