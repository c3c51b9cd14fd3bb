package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.FieldNaming;
import io.streamobs.Ledger;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
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
import org.slf4j.event.Level;

/**
 * Standard error, for one kind of message only: at the end of a pipeline, the lines that no output
 * took. It is a record like any other, so that nothing but JSON leaves the process.
 */
final class LastResort {

  private static final long MOST_WAIT_MS = 100;

  private final TimeSource clock;
  private final Supplier<CorrelationContext> context;

  LastResort(TimeSource clock, Supplier<CorrelationContext> context) {
    this.clock = clock;
    this.context = context;
  }

  /**
   * Says nothing where all was written. Waits a moment at most, whoever holds standard error.
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
        Throwable cause = a.pump.lastFailure();
        String why = cause == null ? "stalled" : cause.toString();
        reports.add(report(ledger.name(), unwritten, why, ledger.dropped()));
      }
    }
    if (!reports.isEmpty()) {
      write(reports);
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

  private static void write(List<Report> reports) {
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
