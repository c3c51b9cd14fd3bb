package io.streamobs.cli;

import io.streamobs.ObsErrors;
import io.streamobs.RetentionRefusedException;
import io.streamobs.retention.HomePlan;
import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.PurgeReport;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code obs run purge}. */
@Command(
    name = "purge",
    description = {
      "Deletes a run, or its captured media alone, and puts that on the audit. Shows first what"
          + " goes, and asks.",
      "A run that a live process works on or that is pinned is left."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs run purge --stream S --run R --dry-run",
      "  obs run purge --stream S --run R --media --reason 'asked for by the customer'",
      "  obs run purge --stream S --run R --yes --json"
    })
final class RunPurge extends Verb {

  private static final String NOTHING = "nothing was deleted";

  @Mixin private final RunName run = new RunName();
  @Mixin private final ByWhom byWhom = new ByWhom();

  @Option(names = "--media", description = "Captured media only; what is known of them stays.")
  private boolean media;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "on request",
      description = "Why, for the audit. Default: ${DEFAULT-VALUE}.")
  private @Nullable String reason;

  @Option(names = "--dry-run", description = "Shows what would go, and changes nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    HomeRetention retention = byWhom.retention(home()).build();
    RetentionPart part = media ? RetentionPart.MEDIA : RetentionPart.ALL;
    String why = String.valueOf(reason);
    HomePlan plan =
        Attempt.at(
            CliErrors.NOT_CHANGED,
            NOTHING,
            () -> retention.planRun(run.stream(), run.run(), part, why));
    show(plan);
    refuseKept(plan);
    if (dryRun) {
      return 0;
    }
    if (plan.deletionCount() == 0) {
      err().println("obs: " + run + " has no media that could be deleted");
      return 0;
    }
    confirm();
    return show(
        Attempt.at(
            CliErrors.NOT_CHANGED,
            "the run was not deleted, or not all of it",
            () -> retention.purgeRun(run.stream(), run.run(), part, why)));
  }

  private void show(HomePlan plan) {
    if (!asJson()) {
      new PlanText(out()).printItems(plan);
    } else if (dryRun) {
      PlanJson.lines(plan, this::print);
    }
  }

  private static void refuseKept(HomePlan plan) {
    for (RetentionPlan each : plan.plans()) {
      for (RetentionItem item : each.kept()) {
        String why = String.valueOf(item.kept());
        throw CliException.cannot(
            ObsErrors.PURGE_REFUSED,
            String.valueOf(new RetentionRefusedException(item.id(), why).getMessage()));
      }
    }
  }

  private void confirm() {
    if (yes) {
      return;
    }
    out().flush();
    String answer = terminal().ask("Delete it? [y/N]");
    if (answer == null) {
      throw CliException.badInput(
          CliErrors.NOT_CONFIRMED,
          NOTHING + ": there is no terminal to ask on; say --yes, or --dry-run to look only");
    }
    if (!answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
      throw CliException.cannot(CliErrors.NOT_CONFIRMED, NOTHING);
    }
  }

  private int show(PurgeReport report) {
    if (asJson()) {
      ReportJson.lines(report, this::print);
    } else {
      ReportText.print(report, out());
    }
    boolean isWhole = report.failureCount() == 0 && report.troubles().isEmpty();
    return isWhole ? 0 : isOfTheRun(report) ? 3 : 1;
  }

  // What somebody before had begun to delete is gone on with, too.
  private static boolean isOfTheRun(PurgeReport report) {
    Set<String> ids = new HashSet<>();
    report.plan().plans().stream()
        .flatMap(plan -> plan.deletions().stream())
        .forEach(deletion -> ids.add(deletion.item().id()));
    return report.failures().stream()
        .anyMatch(failure -> ids.contains(failure.deletion().item().id()));
  }
}
