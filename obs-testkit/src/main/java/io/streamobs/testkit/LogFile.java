package io.streamobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that some process wrote to a file, one JSON object a line, with canonical field names. Read
 * as a whole into memory.
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
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + path + " could not be read: " + e, e);
    }
    List<RecordView> records = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        records.add(record(records.size() + 1, bytes, start, i));
        start = i + 1;
      }
    }
    return start == bytes.length
        ? new LogFile(path, records, null)
        : withLastLine(path, records, record(records.size() + 1, bytes, start, bytes.length));
  }

  // No beginning of an object is an object: what can be read lacks no more than its newline.
  private static LogFile withLastLine(Path path, List<RecordView> records, RecordView last) {
    if (last.problem() != null) {
      return new LogFile(path, records, last.line());
    }
    records.add(last);
    return new LogFile(path, records, null);
  }

  private static RecordView record(int number, byte[] bytes, int start, int end) {
    try {
      String line =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes, start, end - start))
              .toString();
      return RecordView.of(number, line);
    } catch (CharacterCodingException e) {
      String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
      return RecordView.malformed(number, line, "not UTF-8");
    }
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
