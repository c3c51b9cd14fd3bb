package io.streamobs.cli;

import io.streamobs.retention.HomePlan;
import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.RetentionPolicies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code obs retention plan}. */
@Command(
    name = "plan",
    description = {
      "Shows what a policy would delete now, and why; what it must keep; and what is in use before"
          + " and after. Nothing is changed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs retention plan --policy retention.conf",
      "  obs retention plan --json | jq -r 'select(.type == \"deletion\").id'",
      "",
      "A policy file:",
      "  [run_bundle]",
      "  max-age = 30d",
      "  keep-last = 3",
      "  [log_file]",
      "  max-bytes = 10GB",
      "  [disk]",
      "  min-free = 5GB"
    })
final class RetentionPlanned extends Verb {

  @Mixin private final PolicyChoice choice = new PolicyChoice();

  @Override
  public Integer call() {
    Home home = home();
    HomeRetention retention = choice.timed(HomeRetention.of(home.there())).build();
    RetentionPolicies policies = choice.policies();
    HomePlan plan =
        Attempt.at(
            CliErrors.UNREADABLE,
            home.path() + " could not be looked through",
            () -> retention.plan(policies));
    if (asJson()) {
      PlanJson.lines(plan, this::print);
    } else {
      new PlanText(out()).print(plan);
    }
    return plan.troubles().isEmpty() ? 0 : 1;
  }
}
