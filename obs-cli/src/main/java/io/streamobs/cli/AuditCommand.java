package io.streamobs.cli;

import picocli.CommandLine.Command;

/** {@code obs audit}. */
@Command(
    name = "audit",
    description = "What was deleted, kept and switched on in a home, by whom and why.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditVerify.class, AuditShow.class, AuditHeadShown.class})
final class AuditCommand {}
