package io.streamobs.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts a {@link StartProcess}, and ends it when its line is there. */
final class StartedProgram {

  private static final int LIMIT_SECONDS = 30;

  private final StartContender contender;

  StartedProgram(StartContender contender) {
    this.contender = contender;
  }

  /**
   * Watches one start.
   *
   * @throws IOException when there is no line, with what the program said instead
   */
  StartTimes times() throws Exception {
    return times(contender.jvm());
  }

  /** How many classes the JVM loads until the line is there; takes a start of its own. */
  long classes() throws Exception {
    Path loads = Files.createTempFile("benchmark", ".classes");
    try {
      List<String> jvm = new ArrayList<>(contender.jvm());
      jvm.add("-Xlog:class+load:file=" + loads);
      times(jvm);
      try (Stream<String> lines = Files.lines(loads)) {
        return lines.filter(line -> line.contains(" source: ")).count();
      }
    } finally {
      Files.deleteIfExists(loads);
    }
  }

  private StartTimes times(List<String> jvm) throws Exception {
    ProcessBuilder program = JavaProcess.of(StartProcess.class, jvm, contender.name());
    long start = System.nanoTime();
    Process process = program.start();
    try {
      FutureTask<Long> entered = new FutureTask<>(() -> arrival(process.getErrorStream()));
      new Thread(entered, "errors").start();
      // It would wait for ever for somebody to see a line that never comes.
      CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
          .execute(process.toHandle()::destroyForcibly); // leaves its streams open
      int first = process.getInputStream().read();
      long line = System.nanoTime();
      requireLine(first, process);
      // Two threads saw the two, and need not have run in that order.
      return new StartTimes(entered.get() - start, Math.max(0, line - entered.get()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  // A JVM may have something to say first.
  private static long arrival(InputStream errors) throws IOException {
    for (int next = errors.read(); next >= 0; next = errors.read()) {
      if (next == StartProcess.ENTERED) {
        return System.nanoTime();
      }
    }
    throw new IOException("the program did not come to its main");
  }

  private void requireLine(int first, Process process) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = first; next >= 0 && next != '\n'; next = process.getInputStream().read()) {
      line.append((char) next);
    }
    if (line.indexOf("loudness") < 0) {
      process.getOutputStream().close(); // lets it end
      throw new IOException(
          "%s wrote no line but: %s%n%s%n%s"
              .formatted(
                  contender, line, rest(process.getInputStream()), rest(process.getErrorStream())));
    }
  }

  private static String rest(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
