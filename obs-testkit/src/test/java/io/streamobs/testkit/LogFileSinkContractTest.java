package io.streamobs.testkit;

import io.streamobs.RecordSinks;
import io.streamobs.spi.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Files that rotate after each few lines, so that what holds, holds across files. */
class LogFileSinkContractTest extends RecordSinkContract {

  @TempDir Path folder;

  @Override
  protected RecordSink newSink() {
    return RecordSinks.file(folder.resolve("logs"))
        .maxFileBytes(64 << 10)
        .events(Level.TRACE)
        .build();
  }

  @Override
  protected byte[] written() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inOrder =
          files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      for (Path file : inOrder) {
        all.write(Files.readAllBytes(file));
      }
    }
    return all.toByteArray();
  }
}
