package io.streamobs.internal.pipeline;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.TimeSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one thread between the callers and the sinks: takes records from the lane in their order and
 * hands them to the {@link Router}, and looks after stages, reports and sinks in between. Does no
 * I/O.
 */
final class Drainer {

  private static final long BETWEEN_WATCHES = 100_000_000L;

  private final Intake intake;
  private final Router router;
  private final Reporter reporter;
  private final TimeSource clock;
  private final StageWatch watch = new StageWatch();

  // Each record that is through is in one of the two, and never in the other.
  private final AtomicLong rendered = new AtomicLong();
  private final AtomicLong unrendered = new AtomicLong();

  private long nextWatch;

  Drainer(Intake intake, Router router, Reporter reporter, TimeSource clock) {
    this.intake = intake;
    this.router = router;
    this.reporter = reporter;
    this.clock = clock;
  }

  /** Records that reached the buffers of those sinks that want them. Any thread. */
  long rendered() {
    return rendered.get();
  }

  /** Records that could not be rendered, or had no sink left to go to. Any thread. */
  long unrendered() {
    return unrendered.get();
  }

  /** Takes up to {@code most} records; says how many there were. */
  int drain(int most) {
    router.meet();
    int taken = 0;
    CapturedRecord record;
    while (taken < most && (record = intake.poll()) != null) {
      taken++;
      AtomicLong end = accept(record) ? rendered : unrendered;
      end.lazySet(end.getPlain() + 1);
    }
    return taken;
  }

  private boolean accept(CapturedRecord record) {
    Attachment[] sinks = router.sinks();
    long before = router.seq();
    try {
      if (record instanceof StageSignal signal) {
        watch.note(signal);
        signal.sample();
      } else if (record instanceof Report report && report.tellsHealth()) {
        reporter.toldHealth();
      }
      router.route(record, sinks);
      return sinks.length > 0; // the last one may have left by its deadline
    } catch (Throwable thrown) { // out of memory, say; the next record may fit
      router.lose(before);
      return false;
    }
  }

  /** Reports, and looks after stages and sinks, about once in each of the thread's rounds. */
  void keepHouse() {
    long now = clock.nanoTime();
    Attachment[] sinks = router.sinks();
    reporter.report(now, sinks);
    if (now - nextWatch >= 0) {
      nextWatch = now + BETWEEN_WATCHES;
      watch.stalled(now).forEach(record -> router.routeOrLose(record, sinks));
    }
    for (Attachment a : sinks) {
      a.pump.wakeForLines();
    }
  }
}
