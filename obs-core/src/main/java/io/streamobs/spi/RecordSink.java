package io.streamobs.spi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A place that takes encoded records: a stream, a file, a journal, a store.
 *
 * <p>Threads: {@link #attached} on that of whoever attaches the sink, {@link #accepts} on the
 * pipeline's, everything else on one of the sink's own. A sink may therefore block or be slow; it
 * delays nobody but itself, and what does not fit into its buffer meanwhile is counted and reported
 * as lost.
 *
 * <p>Failure: an {@link IOException} (or anything else thrown) makes the pipeline keep the lines
 * that were not taken, wait with a capped backoff, call {@link #open} again and go on where it was.
 */
public interface RecordSink extends Closeable {

  /** What reports and counters call it, such as {@code stdout}; constant. */
  String name();

  /**
   * Called once, by whoever attaches the sink, before anything else. What it throws is thrown to
   * them, and the sink is not attached.
   *
   * @param context stays valid
   */
  default void attached(SinkContext context) {}

  /**
   * Whether the sink wants the record. Must be quick, must not block or throw; what it refuses is
   * filtered, not lost. Default: everything.
   */
  default boolean accepts(CapturedRecord record) {
    return true;
  }

  /**
   * Makes the sink ready, before the first write and again after each failure. May be called on an
   * open sink.
   */
  default void open() throws IOException {}

  /**
   * Takes lines. {@code lines} holds whole JSON lines, each ended by a newline, and only for the
   * time of the call. The sink advances its position over the bytes that it took; what it leaves is
   * offered again. Taking nothing means "not now".
   */
  void write(ByteBuffer lines) throws IOException;

  /** Hands buffered bytes on. Called when no more lines are waiting. */
  default void flush() throws IOException {}

  /**
   * After {@link #open}, when the write before had failed inside a line: takes back the part of the
   * line that was written.
   *
   * @return whether it could; where not (the default), the pipeline ends the torn line with a
   *     newline. The line is then written again in full
   */
  default boolean retractTornLine() throws IOException {
    return false;
  }

  /** Called once, after the last write. */
  @Override
  default void close() throws IOException {}
}
