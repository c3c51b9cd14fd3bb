package io.streamobs.cli;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditHead;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code obs audit head}. */
@Command(
    name = "head",
    description = {
      "Shows the end of the audit: its last entry's number and hash. Whoever keeps them elsewhere"
          + " can tell later whether all before is still there; obs audit verify tells whether it is"
          + " true now."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs audit head --json | jq -r .hash > /elsewhere/head",
      "  obs audit verify --head \"$(cat /elsewhere/head)\""
    })
final class AuditHeadShown extends Verb {

  @Override
  public Integer call() {
    Home home = home();
    Audit audit = Audit.of(home.there(), null);
    AuditHead head = Attempt.at(CliErrors.UNREADABLE, "the audit could not be read", audit::head);
    if (head.n() == 0) {
      throw home.withoutAudit();
    }
    if (asJson()) {
      print(
          JsonNodeFactory.instance
              .objectNode()
              .put("n", head.n())
              .put("hash", head.hash())
              .put("open", head.open()));
    } else {
      out().println("entry  " + head.n());
      out().println("hash   " + head.hash());
      out().println("open   " + Texts.counted(head.open(), "deletion"));
    }
    return 0;
  }
}
