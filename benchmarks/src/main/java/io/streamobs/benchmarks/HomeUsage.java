package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the files in a home at one moment, by folder; what goes while it is looked at may or
 * may not be counted.
 *
 * @param seconds since the first look
 */
record HomeUsage(double seconds, long runs, long logs, long trash, long audit) {

  static final String CSV_HEAD = "seconds,runs,logs,trash,audit";

  static HomeUsage of(Path home, double seconds) throws IOException {
    return new HomeUsage(
        seconds,
        bytes(home.resolve("runs")),
        bytes(home.resolve("logs")),
        bytes(home.resolve("trash")),
        bytes(home.resolve("audit")));
  }

  private static long bytes(Path folder) throws IOException {
    long[] bytes = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  String csv() {
    return String.format(Locale.ROOT, "%.1f,%d,%d,%d,%d", seconds, runs, logs, trash, audit);
  }
}
