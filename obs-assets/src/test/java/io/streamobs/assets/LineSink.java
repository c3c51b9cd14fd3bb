package io.streamobs.assets;

import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An output that keeps its lines. */
final class LineSink implements RecordSink {

  private final List<String> lines = new ArrayList<>();

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public synchronized void write(ByteBuffer bytes) {
    lines.addAll(StandardCharsets.UTF_8.decode(bytes).toString().lines().toList());
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}
