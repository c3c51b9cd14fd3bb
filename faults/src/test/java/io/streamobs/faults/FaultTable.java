package io.streamobs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What happened under each fault, for people: {@code target/faults.md}. */
final class FaultTable {

  private static final Path FILE = Path.of("target", "faults.md");
  private static final List<String> HEAD =
      List.of(
          "| fault | longest call, ms | emitted | to stdout | lost | left | to file | lost | left |",
          "|---|---|---|---|---|---|---|---|---|");

  private FaultTable() {}

  static synchronized void add(FaultResult result) {
    try {
      if (!Files.exists(FILE)) {
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, HEAD);
      }
      Files.write(FILE, List.of(row(result)), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(FaultResult result) {
    return "| %s | %.1f | %d | %d | %d | %d | %d | %d | %d |"
        .formatted(
            result.fault(),
            result.number("longestNanos") / 1e6,
            result.emitted(),
            result.written("stdout"),
            result.lost("stdout"),
            result.left("stdout"),
            result.written("file"),
            result.lost("file"),
            result.left("file"));
  }
}
