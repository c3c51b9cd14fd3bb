package io.streamobs.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sinks that do it right in unusual ways: a suite that fails them asks for too much. */
final class GoodSinks {

  private GoodSinks() {}

  /** Never takes more than some bytes at once, and at times none. */
  static final class Nibbling extends MemorySink {
    private int calls;

    Nibbling(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      int most = ++calls % 3 == 0 ? 0 : 997;
      for (int i = 0; i < most && lines.hasRemaining(); i++) {
        take(lines);
      }
    }
  }

  /** Takes its torn lines back. */
  static final class Retracting extends MemorySink {
    Retracting(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public boolean retractTornLine() {
      medium.retractLine();
      return true;
    }
  }

  /** Holds bytes until it is flushed, or has many. */
  static final class Buffering extends MemorySink {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    Buffering(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (held.size() > 100_000) {
        flush();
      }
      byte[] bytes = new byte[lines.remaining()];
      lines.get(bytes);
      held.writeBytes(bytes);
    }

    @Override
    public void flush() throws IOException {
      byte[] all = held.toByteArray();
      int done = 0;
      try {
        for (; done < all.length; done++) {
          medium.put(all[done]);
        }
      } finally {
        held.reset();
        held.write(all, done, all.length - done);
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
