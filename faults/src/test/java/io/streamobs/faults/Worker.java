package io.streamobs.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.logback.FileOutput;
import io.streamobs.logback.ObsLogback;
import io.streamobs.logback.ObsLogbackBuilder;
import io.streamobs.logback.StdoutOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.slf4j.LoggerFactory;

/**
 * A process that logs to standard output and to files while things break around it. It emits once
 * when it is told that the fault is there, once more when it is told that it is healed, and tells
 * what its callers met and what the ledgers say.
 */
final class Worker {

  private static final int PLATFORM_THREADS = 4;
  private static final int TURNS_TO_WARM_UP = 400;

  private final Signals signals;
  private final int turns = Integer.getInteger("faults.turns", 2_000);
  private final Host host = Host.valueOf(System.getProperty("faults.host", "USUAL"));
  private final int virtual = Integer.getInteger("faults.virtual", 0);

  private Worker(Path folder) {
    this.signals = new Signals(folder);
  }

  public static void main(String[] arguments) throws Exception {
    new Worker(Path.of(arguments[0])).work(arguments[1]);
  }

  private void work(String logFolder) throws Exception {
    FileOutput files = new FileOutput();
    files.setFolder(logFolder);
    files.setName("worker");
    files.setMaxFileSize(System.getProperty("faults.maxFileSize", "64MB"));
    ObsLogbackBuilder builder = ObsLogback.builder().output(new StdoutOutput()).output(files);
    Properties result = new Properties();
    try (ObsLogback logs = builder.install()) {
      ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.TRACE);
      Obs obs = Obs.builder().service("faults").component("worker").open();
      RunScope run = obs.run("stream-42").open();
      Callers callers = new Callers(run, host, PLATFORM_THREADS, virtual);
      callers.run(TURNS_TO_WARM_UP);
      obs.flush(Duration.ofSeconds(10));
      emit(callers, result);
      run.close();
      obs.flush(Duration.ofSeconds(Integer.getInteger("faults.patience", 3)));
      result.setProperty("emitted", Long.toString(callers.emitted() + 2)); // the run's own two
      ledgers(obs.health(), result);
      long before = System.nanoTime();
      obs.close(Duration.ofSeconds(2));
      result.setProperty("closedInNanos", Long.toString(System.nanoTime() - before));
    }
    signals.say("result", result);
  }

  private void emit(Callers callers, Properties result) throws Exception {
    signals.say("ready");
    signals.await("broken");
    callers.forgetLongest();
    CallerWatch watch = CallerWatch.start();
    callers.run(turns);
    signals.say("emitted");
    signals.await("healed");
    callers.run(turns);
    List<String> waits = watch.stop(Callers.NAME, signals.folder());
    result.setProperty("waits", String.join("\n", waits));
    result.setProperty("longestNanos", Long.toString(callers.longestNanos()));
  }

  private static void ledgers(Health health, Properties result) {
    ledger(health.queue(), result);
    health.sinks().forEach(sink -> ledger(sink, result));
  }

  private static void ledger(Ledger ledger, Properties result) {
    String name = ledger.name();
    result.setProperty(name + ".accepted", Long.toString(ledger.accepted()));
    result.setProperty(name + ".written", Long.toString(ledger.written()));
    result.setProperty(name + ".dropped", Long.toString(ledger.dropped()));
    result.setProperty(name + ".failed", Long.toString(ledger.failed()));
    result.setProperty(name + ".left", Long.toString(ledger.pending() + ledger.inFlight()));
  }
}
