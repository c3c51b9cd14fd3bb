package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** As docs/testing.md shows it. */
class AppendSinkTest extends RecordSinkContract {

  @TempDir Path folder;

  @Override
  protected RecordSink newSink() {
    return new AppendSink(folder.resolve("log.jsonl"));
  }

  @Override
  protected byte[] written() throws IOException {
    return Files.readAllBytes(folder.resolve("log.jsonl"));
  }
}
