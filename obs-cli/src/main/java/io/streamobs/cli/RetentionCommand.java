package io.streamobs.cli;

import picocli.CommandLine.Command;

/** {@code obs retention}. */
@Command(
    name = "retention",
    description = "What a home keeps, by a policy.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RetentionPlanned.class, RetentionApply.class})
final class RetentionCommand {}
