package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The one thread between the callers and the sinks: numbers records in the order of the lane,
 * renders each once for each naming of fields, and adds the lines to the buffers of the sinks that
 * want them. Does no I/O, and is the only one to touch its state.
 */
final class Drainer {

  private static final Attachment[] NONE = {};
  private static final long MUTE_FOR = TimeUnit.SECONDS.toNanos(1);

  private final Intake intake;
  private final TimeSource clock;
  private final Supplier<CorrelationContext> ownContext;
  private final HealthBeat beat;
  private final LastResort lastResort;
  private final StageWatch watch = new StageWatch();
  private final Loss fullLoss = new Loss();
  private final Loss bytesLoss = new Loss();

  private final Loss renderLoss = new Loss();
  // Each record that is through is in one of the two, and never in the other.
  private final AtomicLong rendered = new AtomicLong();
  private final AtomicLong unrendered = new AtomicLong();

  private volatile Attachment[] sinks = NONE;

  /** Set by whoever closes: the queue's losses are reported without waiting for a recovery. */
  volatile boolean lastReports;

  private long seq;
  private long fullSeen;
  private long bytesSeen;
  private long nextWatch;
  private long muteSince;
  private boolean saidMute;

  Drainer(
      Intake intake,
      TimeSource clock,
      Supplier<CorrelationContext> ownContext,
      HealthBeat beat,
      LastResort lastResort) {
    this.beat = beat;
    this.lastResort = lastResort;
    this.intake = intake;
    this.clock = clock;
    this.ownContext = ownContext;
  }

  Attachment[] sinks() {
    return sinks;
  }

  void sinks(Attachment[] changed) {
    sinks = changed;
  }

  /** Records that reached the buffers of those sinks that want them. Any thread. */
  long rendered() {
    return rendered.get();
  }

  /** Records that could not be rendered, or had no sink left to go to. Any thread. */
  long unrendered() {
    return unrendered.get();
  }

  /** Texts that were cut. Any thread. */
  long cutTexts() {
    long sum = 0;
    for (Attachment a : sinks) {
      sum = Math.max(sum, a.encoder.cutTexts());
    }
    return sum;
  }

  /** Takes up to {@code most} records; says how many there were. */
  int drain(int most) {
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
    Attachment[] all = sinks;
    long before = seq;
    try {
      if (record instanceof StageSignal signal) {
        watch.note(signal);
        signal.sample();
      } else if (record instanceof Report report && report.tellsHealth()) {
        beat.said(clock.nanoTime(), intake.taken());
      }
      route(record, all);
      return all.length > 0; // the last one may have left by its deadline
    } catch (Throwable thrown) { // out of memory, say; the next record may fit
      lose(before);
      return false;
    }
  }

  // Its number is missing from the output, as the number of a dropped record is.
  private void lose(long before) {
    if (seq == before) {
      seq++;
    }
    renderLoss.add(seq, seq);
  }

  /** Reports, and looks after stages, about once in each of the thread's rounds. */
  void keepHouse() {
    long now = clock.nanoTime();
    Attachment[] all = sinks;
    if (all.length > 0) { // else nobody would hear of it
      reportQueueLoss(now);
    }
    for (Attachment a : all) {
      reportState(a);
      reportSinkLoss(a, now);
    }
    if (now - nextWatch >= 0) {
      nextWatch = now + 100_000_000L;
      watch.stalled(now).forEach(record -> route(record, all));
    }
    reportHealth(now);
    cryOut(now);
    for (Attachment a : all) {
      a.pump.wakeForLines();
    }
  }

  /** Whether any sink took it, or none wanted it. */
  private boolean route(CapturedRecord record, Attachment[] all) {
    boolean wanted = false;
    for (Attachment a : all) {
      a.takes = a.wants(record);
      wanted |= a.takes;
    }
    if (!wanted) {
      return true;
    }
    numbersLost();
    return add(record, ++seq, all);
  }

  private boolean add(CapturedRecord record, long number, Attachment[] all) {
    boolean taken = false;
    LineEncoder encoded = null;
    for (Attachment a : all) {
      if (a.takes) {
        if (a.encoder != encoded) {
          a.encoder.encode(record, number);
          encoded = a.encoder;
        }
        if (a.pump.add(encoded.bytes(), encoded.length(), record.level(), record.essential())) {
          taken = true;
        } else {
          a.loss.add(number, number);
        }
      }
    }
    return taken;
  }

  // Dropped records take the numbers before the next one that came through.
  private void numbersLost() {
    long full = intake.droppedFull();
    if (full != fullSeen) {
      skip(fullLoss, full - fullSeen);
      fullSeen = full;
    }
    long tooLarge = intake.droppedTooLarge();
    if (tooLarge != bytesSeen) {
      skip(bytesLoss, tooLarge - bytesSeen);
      bytesSeen = tooLarge;
    }
  }

  private void skip(Loss loss, long numbers) {
    loss.add(seq + 1, seq + numbers);
    seq += numbers;
  }

  private void reportQueueLoss(long now) {
    numbersLost();
    boolean last = lastReports;
    boolean recovered = last || intake.hasRecovered();
    reportLoss(fullLoss, "queue", Ledger.Reason.QUEUE_FULL.json(), now, recovered, last);
    reportLoss(bytesLoss, "queue", Ledger.Reason.QUEUE_BYTES.json(), now, recovered, last);
    reportLoss(renderLoss, "queue", "not_rendered", now, /* recovered= */ true, last);
  }

  private void reportSinkLoss(Attachment a, long now) {
    boolean last = a.leaving;
    boolean recovered = last || a.pump.hasRecovered();
    reportLoss(a.loss, a.sink.name(), Ledger.Reason.SINK_FULL.json(), now, recovered, last);
  }

  private void reportLoss(
      Loss loss, String where, String reason, long now, boolean recovered, boolean last) {
    if (!loss.isDue(now, recovered, last)) {
      return;
    }
    long before = loss.count();
    boolean heard =
        report(
            Level.WARN,
            LibraryEvent.RECORDS_DROPPED,
            ObsErrors.RECORDS_DROPPED,
            before + " records were not taken by " + where,
            loss.details(where, reason));
    if (!heard) {
      loss.refused(now);
      return;
    }
    loss.reported(now, before);
    // The report itself may have found no room where it matters; the episode goes on then.
    if (recovered && loss.count() == before) {
      loss.end();
    }
  }

  private void reportState(Attachment a) {
    long failures = a.pump.failures();
    if (failures != a.reportedFailures) {
      a.reportedFailures = failures;
      a.reportedFailing = true;
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("sink", a.sink.name());
      details.put("cause", String.valueOf(a.pump.lastFailure()));
      details.put("waiting", a.pump.unwritten());
      report(
          Level.ERROR,
          LibraryEvent.SINK_FAILED,
          ObsErrors.SINK_FAILED,
          a.sink.name() + " cannot be written; its lines wait",
          details);
    }
    if (a.reportedFailing && !a.pump.isFailing()) {
      a.reportedFailing = false;
      report(
          Level.INFO,
          LibraryEvent.SINK_RECOVERED,
          null,
          a.sink.name() + " is written again",
          Map.of("sink", a.sink.name()));
    }
  }

  // What no output can tell, standard error does, once for each time that it lasts a while.
  private void cryOut(long now) {
    Attachment[] all = sinks;
    boolean mute = all.length > 0;
    for (Attachment a : all) {
      mute &= a.isMute();
    }
    if (!mute) {
      muteSince = 0;
      saidMute = false;
    } else if (muteSince == 0) {
      muteSince = now == 0 ? 1 : now;
    } else if (!saidMute && now - muteSince >= MUTE_FOR) {
      saidMute = true;
      lastResort.sayThatNothingIsWritten(all);
    }
  }

  private void reportHealth(long now) {
    long taken = intake.taken();
    Health health = beat.due(now, taken, lastReports && intake.accepted() == taken);
    if (health == null) {
      return;
    }
    beat.said(now, taken);
    boolean sound = !beat.lostMore(health) && health.failing().isEmpty();
    report(
        sound ? Level.INFO : Level.WARN,
        LibraryEvent.PIPELINE_HEALTH,
        /* code= */ null,
        sound ? "the pipeline is sound" : "the pipeline lost records or cannot write",
        HealthDetails.of(health));
  }

  private boolean report(
      Level level,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, Object> details) {
    return route(
        new Report(level, clock.epochMillis(), ownContext.get(), event, code, message, details),
        sinks);
  }
}
