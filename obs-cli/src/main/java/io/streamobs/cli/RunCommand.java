package io.streamobs.cli;

import picocli.CommandLine.Command;

/** {@code obs run}. */
@Command(
    name = "run",
    description = "Runs, by the bundles that they left.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunList.class,
      RunShow.class,
      RunFragment.class,
      RunLineage.class,
      RunVerify.class,
      RunExport.class,
      RunRebuild.class,
      RunPin.class,
      RunUnpin.class,
      RunPins.class,
      RunPurge.class
    })
final class RunCommand {}
