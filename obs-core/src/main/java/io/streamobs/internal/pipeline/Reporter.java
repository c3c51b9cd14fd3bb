package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.ErrorCode;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What the pipeline has to say about itself: losses, sinks that fail and recover, its health; to
 * its sinks, and where none can be written to standard error. The pipeline's thread only.
 */
final class Reporter {

  private static final long MUTE_FOR = TimeUnit.SECONDS.toNanos(1);

  private final Intake intake;
  private final Router router;
  private final TimeSource clock;
  private final Supplier<CorrelationContext> ownContext;
  private final HealthBeat beat;
  private final LastResort lastResort;

  /** Set by whoever closes: the queue's losses are reported without waiting for a recovery. */
  volatile boolean lastReports;

  private long muteSince;
  private boolean saidMute;

  Reporter(
      Intake intake,
      Router router,
      TimeSource clock,
      Supplier<CorrelationContext> ownContext,
      HealthBeat beat,
      LastResort lastResort) {
    this.intake = intake;
    this.router = router;
    this.clock = clock;
    this.ownContext = ownContext;
    this.beat = beat;
    this.lastResort = lastResort;
  }

  /** Says what is due. */
  void report(long now, Attachment[] sinks) {
    for (Attachment a : sinks) {
      a.isLeavingNow = a.leaving; // before lastReports, which is set before it
    }
    if (sinks.length > 0) { // else nobody would hear of it
      reportQueueLosses(now, sinks);
    }
    for (Attachment a : sinks) {
      reportState(a);
      reportSinkLosses(a, now);
    }
    reportHealth(now);
    cryOut(now, sinks);
  }

  /** Somebody else's record had the ledgers. */
  void toldHealth() {
    beat.said(clock.nanoTime(), intake.taken());
  }

  private void reportQueueLosses(long now, Attachment[] sinks) {
    router.numbersLost();
    boolean last = lastReports;
    for (int kind = 0; kind < router.losses.size(); kind++) {
      boolean recovered = last || kind == Router.RENDER || intake.hasRecovered();
      Loss loss = router.losses.get(kind);
      if (loss.isDue(now, recovered, last)) {
        reportQueueLoss(kind, loss, now, recovered, sinks);
      }
    }
  }

  private void reportQueueLoss(
      int kind, Loss loss, long now, boolean recovered, Attachment[] sinks) {
    long said = loss.count();
    boolean heard = say(loss, "queue", Router.REASONS.get(kind));
    note(loss, now, said, heard, /* toAll= */ true);
    for (Attachment a : sinks) {
      if (!a.takes || (heard && a.hadRoom)) { // else it had room for what came before
        a.hearings[kind].heard(said);
      }
    }
    if (heard && recovered && loss.count() == said) {
      for (Attachment a : sinks) {
        a.hearings[kind].ended(loss);
      }
      loss.end();
    }
  }

  private void reportSinkLosses(Attachment a, long now) {
    boolean last = a.isLeavingNow;
    boolean recovered = last || a.pump.hasRecovered();
    reportSinkLoss(a, a.loss, Ledger.Reason.SINK_FULL.json(), now, recovered, last);
    for (int kind = 0; kind < a.hearings.length; kind++) {
      Hearing hearing = a.hearings[kind];
      if (last) { // the episode goes on without it
        hearing.ended(router.losses.get(kind));
        hearing.heard(router.losses.get(kind).count());
      }
      reportSinkLoss(a, hearing.unheard, Router.REASONS.get(kind), now, recovered, last);
    }
  }

  private void reportSinkLoss(
      Attachment a, Loss loss, String reason, long now, boolean recovered, boolean last) {
    if (!loss.isDue(now, recovered, last)) {
      return;
    }
    long said = loss.count();
    boolean heard = say(loss, a.name, reason);
    boolean knows = !a.takes || a.hadRoom;
    note(loss, now, said, heard, knows);
    // The report itself may have found no room where it matters; the episode goes on then.
    if (heard && knows && recovered && loss.count() == said) {
      loss.end();
    }
  }

  private static void note(Loss loss, long now, long said, boolean heard, boolean toAll) {
    if (heard) {
      loss.reported(now, said, toAll);
    } else {
      loss.refused(now);
    }
  }

  /** Whether any sink took the report. */
  private boolean say(Loss loss, String where, String reason) {
    return report(
        Level.WARN,
        LibraryEvent.RECORDS_DROPPED,
        ObsErrors.RECORDS_DROPPED,
        loss.count() + " records were not taken by " + where,
        loss.details(where, reason));
  }

  private void reportState(Attachment a) {
    long failures = a.pump.failures();
    if (failures != a.reportedFailures) {
      a.reportedFailures = failures;
      a.reportedFailing = true;
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("sink", a.name);
      details.put("cause", String.valueOf(a.pump.lastFailure()));
      details.put("waiting", a.pump.unwritten());
      report(
          Level.ERROR,
          LibraryEvent.SINK_FAILED,
          ObsErrors.SINK_FAILED,
          a.name + " cannot be written; its lines wait",
          details);
    }
    if (a.reportedFailing && !a.pump.isFailing()) {
      a.reportedFailing = false;
      report(
          Level.INFO,
          LibraryEvent.SINK_RECOVERED,
          null,
          a.name + " is written again",
          Map.of("sink", a.name));
    }
  }

  // What no output can tell, standard error does, once for each time that it lasts a while.
  private void cryOut(long now, Attachment[] all) {
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

  /** Whether any sink took it. */
  private boolean report(
      Level level,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, Object> details) {
    return router.routeOrLose(
        new Report(level, clock.epochMillis(), ownContext.get(), event, code, message, details),
        router.sinks());
  }
}
