package io.streamobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Log files of a home that somebody wrote long ago. */
final class OldLogs {

  private final Path folder;

  OldLogs(Path home) {
    this.folder = home.resolve("logs");
  }

  /** So many, each of some bytes. */
  List<Path> write(int count, int bytes, Duration age) throws IOException {
    Files.createDirectories(folder);
    int before = files().size();
    List<Path> written = new ArrayList<>();
    for (int n = before + 1; n <= before + count; n++) {
      String name = "worker_20260101T000000Z-1-00ab12cd_%04d.jsonl.gz".formatted(n);
      Path file = Files.write(folder.resolve(name), new byte[bytes]);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      written.add(file);
    }
    return written;
  }

  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
    }
  }
}
