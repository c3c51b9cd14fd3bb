package io.streamobs.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code obs}. */
@Command(
    name = "obs",
    description = "Looks at what stream workers left in their home.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      RetentionCommand.class,
      AuditCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:found something wrong",
      "2:wrong usage or bad input",
      "3:could not do it"
    })
final class ObsCommand {

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The home of the workers. Default: $OBS_HOME, else target/obs.")
  private @Nullable Path home;

  private final Terminal terminal;

  ObsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Whom to ask. */
  Terminal terminal() {
    return terminal;
  }

  /** The home that was asked for. */
  Path home() {
    Path asked = home;
    if (asked != null) {
      return asked;
    }
    String outside = Outside.setting("obs.home");
    return Path.of(outside == null ? "target/obs" : outside);
  }
}
