package io.streamobs.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Bytes of a sink, with room for so many. */
final class MemoryMedium {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int room = Integer.MAX_VALUE;

  synchronized void put(byte next) throws IOException {
    if (room == 0) {
      throw new IOException("No space left on device");
    }
    room--;
    bytes.write(next);
  }

  synchronized void room(int more) {
    room = more;
  }

  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  synchronized void retractLine() {
    byte[] all = bytes.toByteArray();
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    bytes.reset();
    bytes.write(all, 0, end);
  }

  synchronized void clear() {
    bytes.reset();
  }
}
