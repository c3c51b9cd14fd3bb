package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.FieldNaming;
import io.streamobs.Ledger;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
import io.streamobs.spi.ServiceThread;
import io.streamobs.spi.TimeSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Standard error, for what no output can tell: that none of them can be written, and at the end of
 * a pipeline the lines that none took. They are records like any other, so that nothing but JSON
 * leaves the process. Written on a thread for that only, whoever holds standard error.
 */
final class LastResort {

  private static final long MOST_WAIT_MS = 100;

  private final TimeSource clock;
  private final Supplier<CorrelationContext> context;
  private @Nullable ServiceThread speaking;

  LastResort(TimeSource clock, Supplier<CorrelationContext> context) {
    this.clock = clock;
    this.context = context;
  }

  /** Says what is wrong with all of these sinks. Does not wait. The pipeline's thread only. */
  void sayThatNothingIsWritten(Attachment[] sinks) {
    ServiceThread before = speaking;
    if (before != null && before.isAlive()) {
      return; // nobody reads standard error either
    }
    List<Report> reports = new ArrayList<>();
    for (Attachment a : sinks) {
      reports.add(trouble(a));
    }
    speaking = write(reports);
  }

  private Report trouble(Attachment a) {
    Ledger ledger = a.pump.ledger();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("sink", ledger.name());
    details.put("cause", cause(a));
    details.put("waiting", ledger.pending() + ledger.inFlight());
    details.put("dropped", ledger.dropped());
    return new Report(
        Level.ERROR,
        clock.epochMillis(),
        context.get(),
        LibraryEvent.SINK_FAILED,
        ObsErrors.SINK_FAILED,
        ledger.name() + " cannot be written, and no other output either",
        details);
  }

  private static String cause(Attachment a) {
    Throwable cause = a.pump.lastFailure();
    return cause == null ? "stalled" : cause.toString();
  }

  /**
   * Says nothing where all was written. Waits a moment at most.
   *
   * @param queue records that left the queue to nowhere, or never left it
   */
  void sayWhatWasLost(long queue, List<Attachment> sinks) {
    List<Report> reports = new ArrayList<>();
    if (queue > 0) {
      reports.add(report("queue", queue, "the deadline was over", 0));
    }
    for (Attachment a : sinks) {
      Ledger ledger = a.pump.ledger();
      long unwritten = ledger.failed() + ledger.pending() + ledger.inFlight();
      if (unwritten > 0) {
        reports.add(report(ledger.name(), unwritten, cause(a), ledger.dropped()));
      }
    }
    if (!reports.isEmpty()) {
      await(write(reports));
    }
  }

  private Report report(String where, long count, String reason, long droppedBefore) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("where", where);
    details.put("reason", reason);
    details.put("count", count);
    details.put("dropped_before", droppedBefore);
    return new Report(
        Level.ERROR,
        clock.epochMillis(),
        context.get(),
        LibraryEvent.RECORDS_DROPPED,
        ObsErrors.RECORDS_DROPPED,
        count + " records were not written to " + where,
        details);
  }

  private static ServiceThread write(List<Report> reports) {
    LineEncoder encoder =
        new LineEncoder(FieldNaming.canonical(), new Redactor(new SecretNames(Set.of())), 1_024);
    ServiceThread writer =
        new ServiceThread(
            "obs-last-resort",
            () -> {
              for (Report report : reports) {
                encoder.encode(report, 0);
                print(encoder);
              }
            });
    writer.start();
    return writer;
  }

  private static void await(ServiceThread writer) {
    try {
      writer.join(MOST_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("resource") // the descriptor is the process's
  private static void print(LineEncoder encoder) {
    try {
      new FileOutputStream(FileDescriptor.err).write(encoder.bytes(), 0, encoder.length());
    } catch (IOException ignored) {
      // There is nobody left to tell.
    }
  }
}
