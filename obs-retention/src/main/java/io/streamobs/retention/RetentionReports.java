package io.streamobs.retention;

import io.streamobs.ErrorCode;
import io.streamobs.ObsErrors;
import io.streamobs.RetentionRefusedException;
import io.streamobs.audit.AuditHead;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.HomeContext;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Tells the log what was deleted, and the end of the audit that has it.
 *
 * <p>Threads: one. Failure: nothing throws.
 */
final class RetentionReports implements Purge.Listener {

  // The audit has all of them.
  private static final int MOST_SINGLE = 100;
  private static final int MOST_KNOWN = 10_000;
  private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

  private final HomeContext context;
  private final Set<String> failing = new HashSet<>();
  private int single;
  private String trouble = "";
  private Set<String> noted = Set.of();
  private @Nullable AuditHead told;

  RetentionReports(HomeContext context) {
    this.context = context;
  }

  @Override
  public void deleted(RetentionTarget target, Deletion deletion, Freed freed) {
    failing.remove(key(target, deletion));
    if (++single > MOST_SINGLE) {
      return;
    }
    Map<String, Object> details = details(target, deletion);
    details.put("files", freed.files());
    details.put("bytes", freed.bytes());
    report(
        Level.INFO,
        LibraryEvent.RETENTION_DELETED,
        null,
        deletion.item().id() + " was deleted: " + deletion.reason(),
        details);
  }

  // It must not go now: it will.
  @Override
  public void failed(RetentionTarget target, Deletion deletion, Exception cause) {
    if (cause instanceof RetentionRefusedException
        || failing.size() >= MOST_KNOWN
        || !failing.add(key(target, deletion))) {
      return;
    }
    Map<String, Object> details = details(target, deletion);
    details.put("cause", String.valueOf(cause));
    report(
        Level.WARN,
        LibraryEvent.RETENTION_FAILED,
        ObsErrors.RETENTION_FAILED,
        deletion.item().id() + " could not be deleted; it is tried again",
        details);
  }

  private static String key(RetentionTarget target, Deletion deletion) {
    return target.kind() + " " + deletion.item().id();
  }

  private static Map<String, Object> details(RetentionTarget target, Deletion deletion) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", target.kind());
    details.put("id", deletion.item().id());
    details.put("part", deletion.part().json());
    details.put("reason", deletion.reason());
    return details;
  }

  @Override
  public void unaudited(IOException cause) {} // ends the turn, which is told

  /** A turn ended: the end of the audit, where it is another one than was told last. */
  void applied(PurgeReport report) {
    single = 0;
    note(report.plan().notes());
    if (report.troubles().isEmpty()) {
      trouble = "";
    } else {
      tell(String.join("; ", report.troubles()));
    }
    if (report.head().n() > 0 && !report.head().equals(told)) {
      told = report.head();
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("deleted", report.deleted());
      details.put("files", report.freedFiles());
      details.put("bytes", report.freedBytes());
      details.put("failed", report.failureCount());
      details.put("audit_n", report.head().n());
      details.put("audit_head", report.head().hash());
      report(
          Level.INFO,
          LibraryEvent.RETENTION_APPLIED,
          null,
          report.deleted() + " deletions; the audit ends at entry " + report.head().n(),
          details);
    }
  }

  // Each once, until a turn is without it; numbers and times in it change from turn to turn.
  private void note(List<String> notes) {
    Set<String> now = new HashSet<>();
    for (String note : notes) {
      String what = DIGITS.matcher(note).replaceAll("");
      now.add(what);
      if (!noted.contains(what)) {
        report(
            Level.WARN,
            LibraryEvent.RETENTION_LIMITED,
            null,
            "retention cannot go by all of its policy: " + note,
            Map.of("note", note));
      }
    }
    noted = now;
  }

  /** A turn could not be had, or not to its end. */
  void failed(Throwable cause) {
    single = 0;
    tell(String.valueOf(cause));
  }

  // Once, until it is something else; a turn without any lets it be told again.
  private void tell(String what) {
    if (!what.equals(trouble)) {
      trouble = what;
      report(
          Level.WARN,
          LibraryEvent.RETENTION_FAILED,
          ObsErrors.RETENTION_FAILED,
          "retention is held up, or some of it; it is tried again",
          Map.of("kind", "", "id", "", "cause", what));
    }
  }

  private void report(
      Level level,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details) {
    context.report(level, context.process(), event, code, message, details);
  }
}
