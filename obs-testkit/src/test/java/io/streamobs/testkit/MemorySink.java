package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A sink that does everything right, for others to do one thing wrong. */
class MemorySink implements RecordSink {

  final MemoryMedium medium;

  MemorySink(MemoryMedium medium) {
    this.medium = medium;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    while (lines.hasRemaining()) {
      take(lines);
    }
  }

  /** One byte. */
  final void take(ByteBuffer lines) throws IOException {
    medium.put(lines.get(lines.position()));
    lines.position(lines.position() + 1);
  }
}
