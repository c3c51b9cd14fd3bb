package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;
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
 * <p>Threads: any. Lines arrive a little after they were recorded; {@link RecordedLog} waits for
 * them.
 */
public final class RecordingSink implements RecordSink {

  private final List<String> lines = new ArrayList<>();

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
    String text = new String(bytes, StandardCharsets.UTF_8);
    synchronized (lines) {
      text.lines().forEach(lines::add);
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
