package io.streamobs.cli;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditKey;
import io.streamobs.audit.AuditVerification;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code obs audit verify}. */
@Command(
    name = "verify",
    description = {
      "Reads all of the audit, and says which entries are not as they were written: changed,"
          + " removed, moved, added.",
      "That it was cut at its end, or written anew, shows to whoever kept an older head"
          + " (obs audit head, the log, obs retention apply); or where it is signed, and the key is"
          + " named."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs audit verify",
      "  obs audit verify --head 0a1b…",
      "  obs audit verify --key-file /etc/obs/audit.key --json | jq .sound"
    })
final class AuditVerify extends Verb {

  @Mixin private final KeyChoice choice = new KeyChoice();

  @Option(
      names = "--head",
      paramLabel = "HASH",
      description = "A head that was kept; it must still be there, at the end or before it.")
  private @Nullable String head;

  @Override
  public Integer call() {
    Home home = home();
    AuditKey key = choice.key();
    Audit audit = Audit.of(home.there(), key);
    AuditVerification found =
        Attempt.at(CliErrors.UNREADABLE, "the audit could not be read", () -> audit.verify(head));
    if (head == null && found.entries() == 0 && found.isSound()) {
      throw home.withoutAudit();
    }
    if (asJson()) {
      print(json(home.audit(), found, key != null));
    } else {
      print(home.audit(), found, key != null);
    }
    return found.isSound() ? 0 : 1;
  }

  private void print(Path file, AuditVerification found, boolean withKey) {
    found.problems().forEach(out()::println);
    if (found.problemCount() > found.problems().size()) {
      out().println("… and " + (found.problemCount() - found.problems().size()) + " more");
    }
    out()
        .printf(
            "%s: %s, %s, %s%n",
            file,
            found.entries() == 1 ? "1 entry" : found.entries() + " entries",
            signatures(found, withKey),
            found.isSound() ? "sound" : "not sound");
    out().println("head " + found.head().hash());
  }

  private static String signatures(AuditVerification found, boolean withKey) {
    if (found.signed() == 0) {
      return "not signed";
    }
    return found.signed() + (withKey ? " signed" : " signed, with a key that is not named");
  }

  private static ObjectNode json(Path file, AuditVerification found, boolean withKey) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", file.toString());
    json.put("sound", found.isSound());
    json.put("entries", found.entries());
    json.put("signed", found.signed());
    json.put("key", withKey);
    json.put("head_n", found.head().n());
    json.put("head", found.head().hash());
    json.put("open", found.head().open());
    json.put("problem_count", found.problemCount());
    found.problems().forEach(json.putArray("problems")::add);
    return json;
  }
}
