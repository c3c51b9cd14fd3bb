package io.streamobs.cli;

import io.streamobs.retention.PurgeReport;
import io.streamobs.retention.PurgeReport.Failure;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was deleted, as objects, one after the other, each with its {@code type}. */
final class ReportJson {

  private ReportJson() {}

  /** The sum, then each failure that is known. */
  static void lines(PurgeReport report, Consumer<JsonNode> line) {
    ObjectNode sum = PlanJson.object("purge");
    sum.put("deleted", report.deleted());
    sum.put("files", report.freedFiles());
    sum.put("bytes", report.freedBytes());
    sum.put("failed", report.failureCount());
    sum.put("audit_n", report.head().n());
    sum.put("audit_head", report.head().hash());
    report.plan().notes().forEach(sum.putArray("notes")::add);
    report.troubles().forEach(sum.putArray("troubles")::add);
    line.accept(sum);
    report.failures().forEach(failure -> line.accept(failure(failure)));
  }

  private static ObjectNode failure(Failure failure) {
    return PlanJson.object("failure")
        .put("kind", failure.kind())
        .put("id", failure.deletion().item().id())
        .put("part", failure.deletion().part().json())
        .put("refused", failure.refused())
        .put("cause", failure.cause());
  }
}
