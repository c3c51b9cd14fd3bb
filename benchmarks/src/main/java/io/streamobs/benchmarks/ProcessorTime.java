package io.streamobs.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processor time of all threads of this process: as the scheduler counts it, where Linux tells;
 * else by the JVM, which on some systems counts in steps of ten milliseconds.
 */
final class ProcessorTime {

  private static final Path THREADS = Path.of("/proc/self/task");

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
        sum += scheduled(thread.resolve("schedstat"));
      }
    }
    return sum;
  }

  private static long scheduled(Path count) throws IOException {
    try {
      String counts = Files.readString(count);
      return Long.parseLong(counts.substring(0, counts.indexOf(' ')));
    } catch (NoSuchFileException e) {
      if (Files.exists(count.getParent())) {
        throw e;
      }
      return 0; // it has just ended
    }
  }
}
