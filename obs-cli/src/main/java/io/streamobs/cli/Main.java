package io.streamobs.cli;

import io.streamobs.ConfigurationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The program: data to standard output, all else to standard error, and an exit code. */
public final class Main {

  private Main() {}

  /** Runs the program and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(out, err, arguments);
    if (out.checkError()) { // a full disk; or a reader that has seen enough
      err.println("obs: standard output could not be written [" + CliErrors.UNWRITABLE + "]");
      exitCode = 3;
    }
    System.exit(exitCode);
  }

  /**
   * @return 0 done, 1 found something wrong, 2 wrong usage or bad input, 3 could not do it
   */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return run(Terminal.SYSTEM, out, err, arguments);
  }

  /** The same with somebody else to be asked. */
  static int run(Terminal terminal, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new ObsCommand(terminal))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Main::misunderstood)
        .setExecutionExceptionHandler(Main::failed)
        .execute(arguments);
  }

  private static int misunderstood(CommandLine.ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println("obs: " + e.getMessage() + " [" + CliErrors.USAGE + "]");
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + name + " --help'.");
    return 2;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    CliException known = known(e);
    if (known != null) {
      command.getErr().println("obs: " + known.sentence());
      return known.exitCode();
    }
    command.getErr().println("obs: something failed that should not:");
    e.printStackTrace(command.getErr());
    return 3;
  }

  private static @Nullable CliException known(Exception e) {
    if (e instanceof CliException said) {
      return said;
    }
    return e instanceof ConfigurationException setting ? CliException.badInput(setting) : null;
  }
}
