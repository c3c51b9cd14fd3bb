package io.streamobs.cli;

import io.streamobs.retention.PurgeReport;
import io.streamobs.retention.PurgeReport.Failure;
import java.io.PrintWriter;

/** What was deleted, for people. */
final class ReportText {

  private static final int MOST_SHOWN = 50;

  private ReportText() {}

  static void print(PurgeReport report, PrintWriter out) {
    out.printf(
        "deleted  %d, %s, %s%n",
        report.deleted(),
        Texts.counted(report.freedFiles(), "file"),
        Texts.bytes(report.freedBytes()));
    printFailures(report, out);
    report.troubles().forEach(trouble -> out.println("failed   " + trouble));
    Notes.of(report.plan()).forEach(note -> out.println("note     " + note));
    out.println("audit    entry " + report.head().n() + ", head " + report.head().hash());
  }

  private static void printFailures(PurgeReport report, PrintWriter out) {
    for (Failure failure : report.failures().stream().limit(MOST_SHOWN).toList()) {
      out.printf(
          "%-7s  %s %s: %s%n",
          failure.refused() ? "kept" : "failed",
          failure.kind(),
          failure.deletion().item().id(),
          failure.cause());
    }
    if (report.failureCount() > MOST_SHOWN) {
      out.println("…        and " + (report.failureCount() - MOST_SHOWN) + " more");
    }
  }
}
