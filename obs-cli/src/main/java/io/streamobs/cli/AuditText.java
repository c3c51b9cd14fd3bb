package io.streamobs.cli;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Entries of an audit for people. */
final class AuditText {

  private static final int REASON_CHARS = 60;

  private AuditText() {}

  static void print(List<JsonNode> entries, PrintWriter out) {
    Table table = new Table("time", "action", "actor", "what", "why");
    for (JsonNode entry : entries) {
      table.row(
          Texts.time(Texts.text(entry, "ts")),
          Texts.text(entry, "action"),
          Texts.cut(Texts.text(entry, "actor"), 40),
          what(entry),
          Texts.cut(why(entry), REASON_CHARS));
    }
    table.print(out);
  }

  private static String what(JsonNode entry) {
    String id = Texts.text(entry, "id");
    String part = Texts.text(entry, "part");
    if (!id.isEmpty()) {
      String kind = Texts.text(entry, "kind");
      return (kind.isEmpty() ? "" : kind + " ") + id + (part.equals("media") ? " (media)" : "");
    }
    String stream = Texts.text(entry, "streamId");
    String run = Texts.text(entry, "runId");
    return stream.isEmpty() && run.isEmpty() ? "-" : "run " + stream + "/" + run;
  }

  // That it could not be done, and why, says more than why it was to be.
  private static String why(JsonNode entry) {
    String cause = Texts.text(entry, "cause");
    return cause.isEmpty() ? Texts.text(entry, "reason") : cause;
  }
}
