package io.streamobs.spi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A place that takes encoded records: a stream, a file, a journal, a store. Whoever writes one
 * proves it with the testkit's {@code RecordSinkContract}.
 *
 * <p>Order: {@link #attached}, then any number of {@link #open}, {@link #write}, {@link #flush} and
 * {@link #retractTornLine}, then {@link #close}. A pipeline that ends before it began closes a sink
 * that was never opened.
 *
 * <p>Threads: {@link #attached} on that of whoever attaches the sink, {@link #accepts} on the
 * pipeline's, {@link #exiting} on an exit hook's, everything else on one of the sink's own, all of
 * them at the same time. A sink may therefore block or be slow; it delays nobody but itself, and
 * what does not fit into its buffer meanwhile is counted and reported as lost.
 *
 * <p>Failure: an {@link IOException} (or anything else thrown) makes the pipeline keep the lines
 * that were not taken, wait with a capped backoff, call {@link #open} again and go on where it was.
 * A failure of {@link #close} is noted and changes nothing.
 */
public interface RecordSink extends Closeable {

  /** What reports and counters call it, such as {@code stdout}; constant, and not blank. */
  String name();

  /**
   * Called once, by whoever attaches the sink, before anything else. What it throws is thrown to
   * them, and the sink is not attached.
   *
   * @param context stays valid
   */
  default void attached(SinkContext context) {}

  /**
   * Whether the sink wants the record. Must be quick, must not block or throw, nor describe the
   * record or keep it; what it refuses is filtered, not lost. Default: everything.
   */
  default boolean accepts(CapturedRecord record) {
    return true;
  }

  /**
   * Makes the sink ready, before the first write and again after each failure, its own included.
   * May be called on an open sink; what was written before stays.
   */
  default void open() throws IOException {}

  /**
   * Takes lines: at least one byte, and whole JSON lines, each ended by a newline. Only the first
   * may lack its beginning, where the write before this one took that much of it. The newline that
   * ends a torn line comes alone.
   *
   * <p>The sink advances the position over the bytes that it took, however the call ends: by then
   * they are on their way to the medium and nobody writes them again, and no other bytes are. What
   * it leaves is offered again. Taking nothing means "not now".
   *
   * @param lines valid for the time of the call, and read only: any kind of buffer, with bytes
   *     before its position and behind its limit that are somebody else's. The sink changes neither
   *     them nor the limit
   */
  void write(ByteBuffer lines) throws IOException;

  /**
   * Hands buffered bytes on, for a reader of the medium to see them. Called when no more lines are
   * waiting, and before {@link #close}. Where it fails it is called again.
   */
  default void flush() throws IOException {}

  /**
   * After {@link #open}, when the write before had failed inside a line: takes back the part of the
   * line that was written.
   *
   * @return whether it could: nothing of the line is left on the medium then. Where not (the
   *     default), all of the part is, and the pipeline ends it with a newline. Either way the line
   *     is then written again in full
   */
  default boolean retractTornLine() throws IOException {
    return false;
  }

  /**
   * Called at the end of a process that ends in order without having closed the sink, when all
   * lines so far are written: for what must be told from being killed. More lines may come, and no
   * {@link #close}. The process waits for it a moment at most.
   */
  default void exiting() throws IOException {}

  /** Called once, after the last write, also where that failed. */
  @Override
  default void close() throws IOException {}
}
