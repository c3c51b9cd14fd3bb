package io.streamobs.spi;

import io.streamobs.Health;
import java.time.Duration;
import java.util.Collection;

/** The way of records from the threads that make them to the sinks. */
public interface RecordPipeline {

  /**
   * Hands a record over. Never waits, throws, prints, or wakes a thread: where there is no room,
   * the record is counted as dropped, and its absence is reported in band. Any thread.
   */
  void offer(CapturedRecord record);

  /**
   * Counts a record that its front end could not even make, as where memory has run out. It is
   * reported like one that was dropped. Allocates nothing. Any thread.
   */
  void uncaptured();

  /**
   * Attaches a sink and, with the first one, starts the pipeline's thread.
   *
   * @return closes the sink: waits for its lines to be written for as long as {@link
   *     SinkHandle#close(Duration)} is told
   */
  SinkHandle attach(RecordSink sink, SinkOptions options);

  /**
   * Detaches and closes several sinks at once, all by the same deadline, so that a stuck one takes
   * no time from the others. Returns by the deadline.
   *
   * @return the final ledgers of the queue and of these sinks
   */
  Health close(Collection<SinkHandle> handles, Duration deadline);

  /**
   * Waits until everything that was offered before the call is written, dropped or failed. For
   * tests and orderly ends; never called on a live thread.
   *
   * @return whether that came about in time
   */
  boolean flush(Duration timeout);

  /** The ledgers of queue and sinks, now. Any thread. */
  Health health();
}
