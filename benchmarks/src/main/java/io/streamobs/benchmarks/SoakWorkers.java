package io.streamobs.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The worker of a soak, killed and started again; remembers what its runs were. */
final class SoakWorkers {

  private static final long PATIENCE_SECONDS = 60;

  private final List<String> jvm;
  private final Path errors;
  // By stream/run.
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();
  private final Map<String, Instant> over = new ConcurrentHashMap<>();
  private @Nullable Process process;
  private @Nullable Thread reader;

  /**
   * @param errors where its standard error goes
   */
  SoakWorkers(List<String> jvm, Path errors) {
    this.jvm = jvm;
    this.errors = errors;
  }

  void start() throws IOException {
    Process started =
        JavaProcess.of(SoakWorker.class, jvm)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
            .start();
    reader = new Thread(() -> listen(started.inputReader(StandardCharsets.UTF_8)));
    reader.start();
    process = started;
  }

  private void listen(BufferedReader lines) {
    try (lines) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        Map<String, Instant> those = words[0].equals("begun") ? begun : over;
        those.put(words[1] + "/" + words[2], Instant.now());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the system does it that is short of memory: without a word. */
  void kill() throws InterruptedException {
    Process killed = running();
    killed.destroyForcibly().waitFor();
    readToEnd();
    Instant now = Instant.now();
    begun.keySet().forEach(run -> over.putIfAbsent(run, now));
  }

  /**
   * Lets it come to its end.
   *
   * @throws IOException when it does not
   */
  void stop() throws IOException, InterruptedException {
    Process stopped = running();
    stopped.getOutputStream().close();
    if (!stopped.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      stopped.destroyForcibly();
      throw new IOException("the worker did not end");
    }
    readToEnd();
    if (stopped.exitValue() != 0) {
      throw new IOException("the worker ended with " + stopped.exitValue() + ", see " + errors);
    }
  }

  /** Where it ended by itself something is wrong. */
  boolean isAlive() {
    return running().isAlive();
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  private void readToEnd() throws InterruptedException {
    if (reader != null) {
      reader.join();
    }
  }

  /** Runs that have had a bundle, and since when somebody knew. */
  Map<String, Instant> begun() {
    return begun;
  }

  /** Runs that are over or were cut off, and since when. */
  Map<String, Instant> over() {
    return over;
  }
}
