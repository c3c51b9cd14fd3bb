package io.streamobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that some process wrote to a file, one JSON object a line, with canonical field names; one
 * that ends in {@code .gz} is unpacked. Read as a whole into memory: for large ones and many see
 * {@link LogAudit}.
 *
 * <p>A line that is no JSON object becomes a record with a {@linkplain RecordView#problem problem};
 * an unfinished last line, as a killed process leaves it, is {@linkplain #tornLine told apart}.
 *
 * <p>Immutable. Failure: {@link UncheckedIOException} where the file cannot be read.
 */
public final class LogFile {

  private final Path path;
  private final List<RecordView> records;
  private final @Nullable String tornLine;

  private LogFile(Path path, List<RecordView> records, @Nullable String tornLine) {
    this.path = path;
    this.records = List.copyOf(records);
    this.tornLine = tornLine;
  }

  /** Reads the file as it is now. */
  public static LogFile read(Path path) {
    List<RecordView> records = new ArrayList<>();
    try (LineReader lines = LineReader.open(path)) {
      while (lines.next()) {
        RecordView record = lines.record("");
        // No beginning of an object is an object: what can be read lacks no more than its newline.
        if (!lines.isEnded() && record.problem() != null) {
          return new LogFile(path, records, record.line());
        }
        records.add(record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + path + " could not be read: " + e, e);
    }
    return new LogFile(path, records, null);
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** Its whole lines, readable or not. */
  public List<RecordView> records() {
    return records;
  }

  /** The unfinished last line, or null where the file ends as it should. */
  public @Nullable String tornLine() {
    return tornLine;
  }
}
