package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest extends RetentionTargetContract {

  @TempDir Path home;

  @Override
  protected RetentionTarget newTarget() {
    return new Uploads(home);
  }

  @Override
  protected RetentionItem make(int number, Instant newest) throws IOException {
    Path file = Files.write(home.resolve("upload-" + number), new byte[100 * number]);
    Files.setLastModifiedTime(file, FileTime.from(newest));
    return RetentionItem.of("upload-" + number, 100L * number, newest);
  }

  @Override
  protected Path folder() {
    return home;
  }
}
