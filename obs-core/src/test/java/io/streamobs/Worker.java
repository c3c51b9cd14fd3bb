package io.streamobs;

import io.streamobs.spi.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What a host does, for tests that need a process of their own; named by its first argument. */
final class Worker {

  private Worker() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "forgets-to-close" -> forgetToClose();
      case "dies-of-an-exception" -> dieOfAnException();
      case "has-a-child" -> haveAChild();
      case "waits" -> awaitEndOfInput();
      case "writes" -> write(Integer.parseInt(arguments[1]));
      case "logs-to-files" -> logToFiles(arguments);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static Obs open() {
    return Obs.builder().service("live-dub").component("worker").open();
  }

  private static void forgetToClose() {
    Obs obs = open();
    RunScope run = obs.run("stream-42").open();
    run.stage("ingest").run(stage -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(() -> obs.event("said_in_a_hook").emit()));
  }

  private static void dieOfAnException() throws Exception {
    Obs obs = open();
    RunScope run = obs.run("stream-42").open();
    Thread thread =
        new Thread(
            Propagation.wrap(
                (Runnable)
                    () -> {
                      throw new IllegalStateException("nobody catches this");
                    }),
            "encoder-1");
    thread.start();
    thread.join();
    run.close();
    obs.close();
  }

  private static void haveAChild() throws Exception {
    try (Obs obs = open();
        RunScope run = obs.run("stream-42").open()) {
      obs.flush(Duration.ofSeconds(5));
      ProcessBuilder child = Forked.command("writes", "1").inheritIO();
      Map<String, String> environment = child.environment();
      environment.putAll(obs.childEnvironment());
      child.start().waitFor();
    }
  }

  private static void awaitEndOfInput() throws Exception {
    try (Obs obs = open()) {
      System.in.readAllBytes();
    }
  }

  private static void write(int count) {
    Obs obs = open();
    for (int i = 0; i < count; i++) {
      obs.event("counted").field("n", i).emit();
    }
    Health last = obs.close(Duration.ofMillis(1_500));
    System.err.println("ledger " + last.queue().accepted() + " " + last.sinks());
  }

  /** Logs so many lines into a folder, keeps so many files there, and ends when it may. */
  private static void logToFiles(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    Path mayEnd = folder.resolveSibling("may-end");
    RetentionPolicy keep =
        RetentionPolicy.builder().maxCount(Integer.parseInt(arguments[3])).build();
    Obs obs =
        Obs.builder()
            .service("live-dub")
            .sink(RecordSinks.stdout()) // first, to hear of the other
            .sink(RecordSinks.file(folder).maxFileBytes(1 << 16).keep(keep).build())
            .open();
    int lines = Integer.parseInt(arguments[2]);
    for (int i = 0; i < lines; i++) {
      obs.event("counted").field("n", i).emit();
      if (i % 1_000 == 0) {
        obs.flush(Duration.ofSeconds(20)); // faster than its queue, it would drop lines
      }
    }
    while (!Files.exists(mayEnd)) {
      LockSupport.parkNanos(5_000_000);
    }
    Health last = obs.close(Duration.ofSeconds(20));
    boolean lossless =
        last.queue().dropped(Ledger.Reason.QUEUE_FULL) == 0
            && last.sinks().stream().allMatch(Ledger::lossless);
    System.err.println("ledger " + lossless);
  }
}
