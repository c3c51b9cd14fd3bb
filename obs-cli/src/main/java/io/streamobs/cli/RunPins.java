package io.streamobs.cli;

import io.streamobs.retention.Pin;
import java.time.Instant;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code obs run pins}. */
@Command(
    name = "pins",
    description = "Lists the pins of a home: which runs are kept, until when, by whom and why.",
    footerHeading = "%nExamples:%n",
    footer = {"  obs run pins", "  obs run pins --json | jq -r 'select(.ended).runId'"})
final class RunPins extends Verb {

  private static final int REASON_CHARS = 60;

  @Override
  public Integer call() {
    Pinned pinned = Pinned.in(home());
    if (asJson()) {
      pinned.pins().forEach(pin -> print(json(pin)));
    } else if (!pinned.pins().isEmpty()) {
      print(pinned);
    }
    for (String id : pinned.unreadable()) {
      err().println("obs: pins/" + id + ".properties cannot be read; it pins until it is removed");
    }
    return pinned.unreadable().isEmpty() ? 0 : 1;
  }

  static ObjectNode json(Pin pin) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("streamId", pin.streamId())
        .put("runId", pin.runId())
        .put("reason", pin.reason())
        .put("actor", pin.actor())
        .put("until", pin.until().toString())
        .put("ended", isEnded(pin));
  }

  private static boolean isEnded(Pin pin) {
    return !pin.until().isAfter(Instant.now());
  }

  private void print(Pinned pinned) {
    Table table = new Table("stream", "run", "until", "by", "reason");
    for (Pin pin : pinned.pins()) {
      table.row(
          pin.streamId(),
          pin.runId(),
          Texts.time(pin.until().toString()) + (isEnded(pin) ? " (ended)" : ""),
          pin.actor(),
          Texts.cut(pin.reason(), REASON_CHARS));
    }
    table.print(out());
  }
}
