package io.streamobs.testkit;

import io.streamobs.Health;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion looks at: a log as it was when {@code assertThat} was called.
 *
 * @param name what messages call it
 * @param records all of them
 * @param health the counters of the pipeline, or null for a file
 * @param tornLine what stands behind the last newline of a file, or null where nothing does
 */
record Snapshot(
    String name, List<RecordView> records, @Nullable Health health, @Nullable String tornLine) {

  static Snapshot of(RecordedLog log) {
    return new Snapshot("the log", log.records(), log.health(), null);
  }

  static Snapshot of(LogFile file) {
    return new Snapshot(file.path().toString(), file.records(), null, file.tornLine());
  }
}
