package io.streamobs.logback;

import ch.qos.logback.classic.LoggerContext;
import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.RunScope;
import java.time.Duration;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@link ForkTest} runs in other processes. */
final class Programs {

  private Programs() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "everything" -> everything();
      case "jul-levels" -> julLevels();
      case "uncaught" -> uncaught();
      case "uncaught-in-obs" -> uncaughtInObs();
      case "closes" -> closes();
      case "at-exit" -> atExit();
      case "programmatic" -> programmatic();
      case "jul-restored" -> julRestored();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void everything() {
    try (Obs obs = Obs.builder().service("live-dub").component("worker").open();
        RunScope run = obs.run("stream-42").open()) {
      LoggerFactory.getLogger("app").atInfo().addKeyValue("count", 3).log("from slf4j");
      java.util.logging.Logger jul = java.util.logging.Logger.getLogger("app.jul");
      jul.info("from jul");
      jul.log(Level.WARNING, "from jul with {0}", "an argument");
      jul.log(Level.INFO, "from jul broken {0}", new Broken());
      System.getLogger("app.system").log(System.Logger.Level.WARNING, "from System.Logger");
      System.getLogger("app.system")
          .log(System.Logger.Level.ERROR, "with exception", new IllegalStateException("x"));
      run.fragment(1).open().close();
    }
  }

  private static void julLevels() {
    LoggerFactory.getLogger("app");
    java.util.logging.Logger.getLogger("quiet.one").info("not wanted");
    java.util.logging.Logger.getLogger("loud.one").fine("wanted");
    java.util.logging.Logger.getLogger("other").fine("not wanted");
  }

  private static void uncaught() throws InterruptedException {
    LoggerFactory.getLogger("app").info("begins");
    Thread thread = new Thread(Programs::fail, "doomed");
    thread.start();
    thread.join();
  }

  private static void uncaughtInObs() throws InterruptedException {
    try (Obs obs = Obs.builder().service("live-dub").open()) {
      uncaught();
    }
    uncaught();
  }

  private static void fail() {
    throw new IllegalStateException("nobody catches this");
  }

  private static void closes() {
    Logger logger = LoggerFactory.getLogger("app");
    for (int i = 0; i < 1_000; i++) {
      logger.info("line {}", i);
    }
    ObsProcess.pipeline().flush(Duration.ofSeconds(20)); // what the files say of it comes after
    logger.info("last line");
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static void atExit() {
    Logger logger = LoggerFactory.getLogger("app");
    for (int i = 0; i < 1_000; i++) {
      logger.info("line {}", i);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> logger.info("from a hook")));
    System.exit(3);
  }

  private static void programmatic() {
    try (ObsLogback logs = ObsLogback.builder().mirrorMdc(true).install()) {
      LoggerFactory.getLogger("app").info("ours");
    }
  }

  private static void julRestored() {
    java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
    Level before = root.getLevel();
    try (ObsLogback first = ObsLogback.install();
        ObsLogback second = ObsLogback.builder().keepOtherAppenders().install()) {
      first.close();
      java.util.logging.Logger.getLogger("x").info("captured");
    }
    root.info("plain " + root.getLevel().equals(before));
  }

  private static final class Broken {
    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }
}
