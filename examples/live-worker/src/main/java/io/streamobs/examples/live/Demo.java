package io.streamobs.examples.live;

import io.streamobs.ConfigurationException;
import io.streamobs.ErrorCode;
import io.streamobs.Obs;
import io.streamobs.ObsBuilder;
import io.streamobs.RunScope;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The program: reads what is asked for, has a run do it, answers with an exit code. */
public final class Demo {
  private static final Logger log = LoggerFactory.getLogger(Demo.class);

  private final PrintStream err;
  private final boolean terminal;
  private final Path defaultHome;

  Demo(PrintStream err, boolean terminal, Path defaultHome) {
    this.err = err;
    this.terminal = terminal;
    this.defaultHome = defaultHome;
  }

  /** Runs the program and ends the JVM with its exit code. */
  public static void main(String[] args) {
    // The JDK's client logs its requests only where this was set before its first use.
    System.setProperty("jdk.httpclient.HttpClient.log", "requests");
    boolean terminal = Boolean.getBoolean("demo.terminal");
    Path home = Path.of(System.getProperty("demo.home", "target/obs"));
    System.exit(new Demo(System.err, terminal, home).run(args));
  }

  int run(String... args) {
    try {
      DemoOptions options = DemoOptions.parse(defaultHome, args);
      if (options.help()) {
        err.print(DemoOptions.USAGE);
        return 0;
      }
      return run(options);
    } catch (DemoFailure e) {
      return misunderstood(e);
    } catch (ConfigurationException e) {
      return misconfigured(e);
    }
  }

  private static ObsBuilder live() {
    return Obs.builder().service("live-dub").component("worker");
  }

  private int run(DemoOptions options) {
    Path home = options.home().toAbsolutePath().normalize();
    try (Obs obs = live().home(home).open();
        RunScope run = open(obs, options)) {
      try {
        new DemoJob(run, home, options, new Progress(err, terminal)).run(err);
        return 0;
      } catch (DemoFailure e) {
        return failed(run, e.code(), e, e.getMessage());
      } catch (IOException | RuntimeException e) {
        String message = "Something failed that should not: " + e + ". The log has the details.";
        return failed(run, LiveErrors.UNEXPECTED, e, message);
      }
    }
  }

  private static RunScope open(Obs obs, DemoOptions options) {
    return obs.run(options.streamId())
        .stages("locate", "clip", "ingest", "chunk", "normalise", "publish", "check")
        .resume();
  }

  private int failed(RunScope run, ErrorCode code, Exception cause, @Nullable String message) {
    run.fail(code, cause);
    err.println("demo: " + message + " [" + code + "]");
    return LiveErrors.exitCode(code);
  }

  /** There is no run yet, but whoever started the program may only see its log. */
  private int misunderstood(DemoFailure e) {
    try (Obs obs = live().open()) {
      String message = String.valueOf(e.getMessage());
      obs.event("wrong_usage").level(Level.ERROR).errorCode(e.code()).message(message).emit();
    }
    err.println("demo: " + e.getMessage() + " [" + e.code() + "]");
    err.print(DemoOptions.USAGE);
    return LiveErrors.exitCode(e.code());
  }

  /** There is not even an Obs: the line goes the way that Logback was configured with. */
  private int misconfigured(ConfigurationException e) {
    log.atError().addKeyValue("error_code", e.code()).setCause(e).log("Could not start");
    err.println("demo: " + e.getMessage());
    return 3;
  }
}
