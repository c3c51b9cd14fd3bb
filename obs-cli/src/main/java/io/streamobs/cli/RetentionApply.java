package io.streamobs.cli;

import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.PurgeReport;
import io.streamobs.retention.RetentionPolicies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code obs retention apply}. */
@Command(
    name = "apply",
    description = {
      "Deletes what a policy does not keep, at once and without a question; obs retention plan"
          + " shows it before. Ends with the head of the audit: whoever keeps that can tell later"
          + " whether somebody changed it.",
      "Of several processes one at a time deletes; the others wait up to 30 seconds."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs retention apply --policy retention.conf",
      "  OBS_RETENTION_POLICY=retention.conf obs retention apply --json | jq 'select(.type =="
          + " \"purge\")'"
    })
final class RetentionApply extends Verb {

  @Mixin private final PolicyChoice choice = new PolicyChoice();
  @Mixin private final ByWhom byWhom = new ByWhom();

  @Override
  public Integer call() {
    HomeRetention retention = choice.timed(byWhom.retention(home())).build();
    RetentionPolicies policies = choice.policies();
    PurgeReport report =
        Attempt.at(
            CliErrors.NOT_CHANGED,
            "the policy was not applied, or not all of it",
            () -> retention.apply(policies));
    if (asJson()) {
      ReportJson.lines(report, this::print);
    } else {
      ReportText.print(report, out());
    }
    return isWhole(report) ? 0 : 1;
  }

  // What somebody began to use or pinned meanwhile is rightly left.
  private static boolean isWhole(PurgeReport report) {
    return report.troubles().isEmpty()
        && report.failureCount() == report.failures().size()
        && report.failures().stream().allMatch(PurgeReport.Failure::refused);
  }
}
