package io.streamobs.benchmarks;

import java.nio.file.Path;
import java.util.Map;

/**
 * Which appender of Log4j writes.
 *
 * @param plugin its name in a configuration
 */
record Log4jOutput(String plugin, Map<String, String> attributes) {

  static Log4jOutput console() {
    return new Log4jOutput("Console", Map.of());
  }

  /** As the manual has it behind asynchronous logging, which flushes at the end of each batch. */
  static Log4jOutput file(Path file) {
    return new Log4jOutput(
        "RandomAccessFile",
        Map.of(
            "fileName", file.toString(),
            "append", "true", // else it would cut the file off, which a device does not take
            "immediateFlush", "false"));
  }
}
