package io.streamobs.cli;

import io.streamobs.audit.Audit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code obs audit show}. */
@Command(
    name = "show",
    description = {
      "Shows what is on the audit, the newest last: when, what was done, by whom, to what, and why;"
          + " with --json every field. Whether it is true tells obs audit verify."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs audit show --last 20",
      "  obs audit show --stream S --run R",
      "  obs audit show --json | jq 'select(.action == \"purge_failed\")'"
    })
final class AuditShow extends Verb {

  private static final int MOST_SHOWN = 50;
  private static final JsonMapper MAPPER = new JsonMapper();

  @Mixin private final AuditFilter filter = new AuditFilter();

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "So many of the newest. Default: 50; with --json all.")
  private @Nullable Integer last;

  private final Deque<String> newest = new ArrayDeque<>();
  private long entries;
  private long fitting;
  private long unreadable;

  @Override
  public Integer call() {
    Home home = home();
    Audit audit = Audit.of(home.there(), null);
    Attempt.at(
        CliErrors.UNREADABLE,
        "the audit could not be read",
        () -> {
          long none = audit.read(this::take); // which counts some itself
          unreadable += none;
          return entries;
        });
    if (entries + unreadable == 0) {
      throw home.withoutAudit();
    }
    printNewest();
    if (unreadable > 0) {
      err().println("obs: " + unreadable + " of the entries cannot be read; see obs audit verify");
    }
    return unreadable == 0 ? 0 : 1;
  }

  private void take(String text) {
    entries++;
    JsonNode entry = parsed(text);
    if (entry == null) {
      unreadable++;
    } else if (filter.fits(entry)) {
      fitting++;
      keep(text);
    }
  }

  private void keep(String text) {
    if (asJson() && last == null) {
      out().println(text);
      return;
    }
    newest.addLast(text);
    if (newest.size() > most()) {
      newest.removeFirst();
    }
  }

  private int most() {
    return last == null ? MOST_SHOWN : Math.max(0, last);
  }

  private static @Nullable JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) { // written by hand
      return null;
    }
  }

  private void printNewest() {
    if (asJson()) {
      newest.forEach(out()::println);
      return;
    }
    if (last == null && fitting > newest.size()) {
      out().println("… " + (fitting - newest.size()) + " older ones (--last N, --json for all)");
    }
    if (!newest.isEmpty()) {
      AuditText.print(newest.stream().map(MAPPER::readTree).toList(), out());
    }
  }
}
