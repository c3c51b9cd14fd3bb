package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Drives a sink one step at a time as a pipeline does, and knows what must be on its medium then:
 * the bytes that the sink's position went over, less what it took back.
 */
final class SinkDriver {

  private static final int MOST_REFUSALS = 2_000;
  private static final long PAUSE = 1_000_000;
  private static final byte[] NEWLINE = {'\n'};

  private final RecordSink sink;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private boolean torn;

  SinkDriver(RecordSink sink) {
    this.sink = sink;
  }

  /** What must be on the medium. */
  byte[] taken() {
    return taken.toByteArray();
  }

  /** Writes lines until all are taken. */
  void write(byte[] lines) throws IOException {
    write(ByteBuffer.allocateDirect(lines.length).put(lines).flip());
  }

  void write(ByteBuffer lines) throws IOException {
    int refusals = 0;
    while (lines.hasRemaining()) {
      if (writeOnce(lines) > 0) {
        refusals = 0;
      } else if (++refusals == MOST_REFUSALS) {
        throw new AssertionError(
            "write took nothing %s times in a row, with %s bytes to take"
                .formatted(refusals, lines.remaining()));
      } else {
        LockSupport.parkNanos(this, PAUSE);
      }
    }
  }

  /** One call. Says how many bytes it took. */
  int writeOnce(ByteBuffer lines) throws IOException {
    int start = lines.position();
    int limit = lines.limit();
    byte[] offered = new byte[lines.remaining()];
    lines.get(start, offered);
    try {
      sink.write(lines);
    } finally {
      keep(offered, start, limit, lines);
    }
    return lines.position() - start;
  }

  private void keep(byte[] offered, int start, int limit, ByteBuffer lines) {
    if (lines.limit() != limit || lines.position() < start) {
      throw new AssertionError(
          "write was given the bytes from %s to %s and left the buffer at %s with limit %s: the position only advances, the limit stays"
              .formatted(start, limit, lines.position(), lines.limit()));
    }
    taken.write(offered, 0, lines.position() - start);
  }

  /**
   * Writes until something fails.
   *
   * @return what was thrown, or null where everything was taken
   */
  @Nullable Throwable writeUntilFailure(ByteBuffer lines) {
    try {
      write(lines);
      sink.flush();
      return null;
    } catch (AssertionError e) {
      throw e;
    } catch (Throwable thrown) { // a pipeline survives whatever it is
      torn |= unfinished() > 0;
      return thrown;
    }
  }

  /** One attempt of a pipeline to go on; may be in vain. */
  void retry(ByteBuffer lines) {
    try {
      reopen(lines);
    } catch (IOException | RuntimeException e) {
      return;
    }
    Throwable unusedAgain = writeUntilFailure(lines);
  }

  /** Opens the sink after a failure, repairs a torn line and goes back to its start. */
  void reopen(ByteBuffer lines) throws IOException {
    sink.open();
    if (!torn) {
      return;
    }
    int part = unfinished();
    if (sink.retractTornLine()) {
      byte[] before = Arrays.copyOf(taken.toByteArray(), taken.size() - part);
      taken.reset();
      taken.writeBytes(before);
    } else if (writeOnce(ByteBuffer.wrap(NEWLINE)) == 0) {
      throw new IOException("takes no bytes");
    }
    lines.position(lines.position() - part);
    torn = false;
  }

  /** How many bytes of a line were taken whose newline was not. */
  private int unfinished() {
    byte[] all = taken.toByteArray();
    int start = all.length;
    while (start > 0 && all[start - 1] != '\n') {
      start--;
    }
    return all.length - start;
  }

  /** The medium has what was taken, to the byte. */
  void assertTaken(byte[] medium) {
    byte[] all = taken();
    int same = Arrays.mismatch(all, medium);
    if (same >= 0) {
      throw new AssertionError(
          "The position went over %s bytes, %s are on the medium. From byte %s on it should have\n  %s\nbut has\n  %s"
              .formatted(all.length, medium.length, same, shown(all, same), shown(medium, same)));
    }
  }

  private static String shown(byte[] bytes, int from) {
    int start = Math.max(0, from - 20);
    int end = Math.min(bytes.length, from + 80);
    String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return (start > 0 ? "…" : "") + text.replace("\n", "\\n") + (end < bytes.length ? "…" : "");
  }
}
