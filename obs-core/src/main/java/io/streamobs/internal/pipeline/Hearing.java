package io.streamobs.internal.pipeline;

/**
 * What one sink knows of what one kind of loss in the queue took. A report that other sinks took
 * and this one did not is for this one as lost as any line; it is told the sum once it has room.
 * The pipeline's thread only.
 */
final class Hearing {

  /** What the queue lost in episodes that are over, and this sink was not told. */
  final Loss unheard = new Loss();

  private long heard;

  /** The sink has a report of the present episode with this count, or wants none. */
  void heard(long count) {
    heard = count;
  }

  /** The present episode is over, or the sink's time is. */
  void ended(Loss episode) {
    unheard.addRest(episode, heard);
    heard = 0;
  }
}
