package io.streamobs.spi;

import io.streamobs.Health;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.event.Level;

/** The way of records from the threads that make them to the sinks. */
public interface RecordPipeline {

  /**
   * Hands a record over. Never throws, prints, or wakes a thread, and never waits unless the
   * process was told to hold its callers, see {@link io.streamobs.Overflow}: where there is no
   * room, the record is counted as dropped, and its absence is reported in band. Any thread.
   */
  void offer(CapturedRecord record);

  /**
   * Whether a line of this level would find no room, or nobody to take it. It is counted as dropped
   * then, as if it had been offered: its front end need not make it. That there is room says
   * nothing of the next moment. Never waits; allocates nothing. Any thread.
   */
  boolean refuses(Level level);

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
