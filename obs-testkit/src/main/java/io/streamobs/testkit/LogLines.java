package io.streamobs.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Goes through the lines of log files, with one line in memory. */
final class LogLines {

  /** Sees one line after the other. */
  interface Visitor {
    /** A whole line, readable or not. */
    void record(RecordView record);

    /** A line that broke off: the last of its file, or one that was written again in full. */
    default void torn(RecordView line) {}

    /** A compressed file that ends too early, or is none. */
    default void broken(String file, String problem) {}
  }

  private final String source;
  private final LineReader lines;
  private final Visitor visitor;
  // An unreadable line, until the next one tells whether it was written again.
  private @Nullable RecordView doubtful;
  private byte[] doubtfulBytes = {};

  private LogLines(String source, LineReader lines, Visitor visitor) {
    this.source = source;
    this.lines = lines;
    this.visitor = visitor;
  }

  /** The logs in a folder and below it, or the one file, by name. Links count for nothing. */
  static List<Path> files(Path root) {
    try (Stream<Path> found = Files.walk(root)) {
      return found
          .filter(path -> path.equals(root) || isLog(path.getFileName().toString()))
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the logs in " + root + " could not be listed: " + e, e);
    }
  }

  private static boolean isLog(String name) {
    return name.endsWith(".jsonl") || name.endsWith(".jsonl.gz");
  }

  /**
   * Reads a file to its end.
   *
   * @param source what messages call it
   */
  static void read(Path file, String source, Visitor visitor) {
    try (LineReader lines = LineReader.open(file)) {
      new LogLines(source, lines, visitor).readAll();
    } catch (EOFException | ZipException e) {
      visitor.broken(source, "it is not a whole compressed file: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("the log " + file + " could not be read: " + e, e);
    }
  }

  private void readAll() throws IOException {
    try {
      while (lines.next()) {
        settle();
        line(lines.record(source));
      }
    } catch (EOFException | ZipException e) {
      visitor.torn(lines.rest(source));
      throw e;
    }
    if (doubtful != null) {
      visitor.record(doubtful);
    }
  }

  private void line(RecordView record) {
    if (record.problem() == null) {
      visitor.record(record);
    } else if (!lines.isEnded()) {
      visitor.torn(record);
    } else {
      doubtful = record;
      doubtfulBytes = lines.bytes();
    }
  }

  private void settle() {
    if (doubtful == null) {
      return;
    }
    if (doubtfulBytes.length > 0 && lines.beginsWith(doubtfulBytes)) {
      visitor.torn(doubtful);
    } else {
      visitor.record(doubtful);
    }
    doubtful = null;
  }
}
