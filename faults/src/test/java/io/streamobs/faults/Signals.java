package io.streamobs.faults;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** How a test and its worker process talk, whatever becomes of the worker's output. */
record Signals(Path folder) {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  void say(String what) throws IOException {
    say(what, new Properties());
  }

  /** The receiver finds all of it or nothing. */
  void say(String what, Properties message) throws IOException {
    Path partial = folder.resolve(what + ".partial");
    try (Writer writer = Files.newBufferedWriter(partial)) {
      message.store(writer, null);
    }
    Files.move(partial, folder.resolve(what), StandardCopyOption.ATOMIC_MOVE);
  }

  Properties await(String what) throws IOException {
    return await(what, () -> true);
  }

  Properties await(String what, BooleanSupplier stillThere) throws IOException {
    Path file = folder.resolve(what);
    Awaitility.await(what)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Files.exists(file) || !stillThere.getAsBoolean());
    Properties message = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        message.load(reader);
      }
      return message;
    }
    throw new AssertionError("the worker ended before it said " + what);
  }
}
