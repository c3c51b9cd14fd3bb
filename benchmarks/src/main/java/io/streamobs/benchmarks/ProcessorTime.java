package io.streamobs.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The processor time of all threads of this process but the compiler's, which a worker that has run
 * for a while does not have: as the scheduler counts it, where Linux tells; else by the JVM, with
 * the compiler's and on some systems in steps of ten milliseconds.
 */
final class ProcessorTime {

  private static final Path THREADS = Path.of("/proc/self/task");

  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  private ProcessorTime() {}

  static long nanos() {
    try {
      return scheduled();
    } catch (IOException | RuntimeException e) { // not Linux, or without that count
      return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }

  private static long scheduled() throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        sum += scheduled(thread);
      }
    }
    return sum;
  }

  private static long scheduled(Path thread) throws IOException {
    try {
      if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
        return 0;
      }
      String counts = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(counts.substring(0, counts.indexOf(' ')));
    } catch (NoSuchFileException e) {
      if (Files.exists(thread)) {
        throw e;
      }
      return 0; // it has just ended
    }
  }
}
