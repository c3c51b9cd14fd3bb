package io.streamobs.logback;

import io.streamobs.LogFileBuilder;
import io.streamobs.RecordSinks;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RetentionPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Files that follow one another: {@code <file>} in an {@link ObsAppender}; see {@link
 * LogFileBuilder} for how they are written. Beside what every {@link Output} can be told:
 *
 * <ul>
 *   <li>{@code folder}; default: {@code logs} under the home that {@code -Dobs.home} or {@code
 *       OBS_HOME} names;
 *   <li>{@code name}, what the files' names begin with; default: the service's name;
 *   <li>{@code maxFileSize}, 64KB to 1TB; default: {@code 64MB};
 *   <li>{@code rotateEvery}, 1m to 3660d, in UTC; default: {@code 1d};
 *   <li>{@code maxAge}, {@code totalSize}, {@code maxFiles}: what is kept of all files of the name;
 *       default: {@code 14d}, {@code 1GB}, {@code 100}. Once one of them has a value, those that
 *       are not named are off; {@code off} alone switches off that one and leaves the others;
 *   <li>{@code gzip}, whether closed files are compressed; default: {@code false}.
 * </ul>
 *
 * <p>Sizes are bytes, or a number with KB, MB, GB or TB, of which each is 1,024 of the one before.
 * Times are {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 14d} or ISO 8601.
 */
public final class FileOutput extends Output {

  private static final String OFF = "off";

  private @Nullable String folder;
  private @Nullable String name;
  private @Nullable String maxFileSize;
  private @Nullable String rotateEvery;
  private @Nullable String maxAge;
  private @Nullable String totalSize;
  private @Nullable String maxFiles;
  private @Nullable String gzip;

  public FileOutput() {}

  /** Where the files are. */
  public void setFolder(String path) {
    folder = path;
  }

  /** What the files' names begin with. */
  public void setName(String prefix) {
    name = prefix;
  }

  /** How large a file gets. */
  public void setMaxFileSize(String size) {
    maxFileSize = size;
  }

  /** How long a file is written. */
  public void setRotateEvery(String time) {
    rotateEvery = time;
  }

  /** How old a file gets, or {@code off}. */
  public void setMaxAge(String time) {
    maxAge = time;
  }

  /** How large all files together get, or {@code off}. */
  public void setTotalSize(String size) {
    totalSize = size;
  }

  /** How many files there are, or {@code off}. */
  public void setMaxFiles(String count) {
    maxFiles = count;
  }

  /** Whether closed files are compressed. */
  public void setGzip(String flag) {
    gzip = flag;
  }

  // Takes events of every level; the appender's loggers decide.
  @Override
  RecordSink newSink() {
    LogFileBuilder file = folder == null ? RecordSinks.file() : RecordSinks.file(path(folder));
    if (name != null) {
      file.name(name.strip());
    }
    if (maxFileSize != null) {
      file.maxFileBytes(Setting.size("maxFileSize", maxFileSize));
    }
    if (rotateEvery != null) {
      file.rotateEvery(Setting.time("rotateEvery", rotateEvery));
    }
    if (Setting.flag("gzip", gzip, false)) {
      file.gzip();
    }
    return file.keep(policy()).events(Level.TRACE).build();
  }

  // Whoever names a bound means it; a default that he did not name must not cut it short.
  RetentionPolicy policy() {
    boolean own = isBound(maxAge) || isBound(totalSize) || isBound(maxFiles);
    RetentionPolicy usual = LogFileBuilder.DEFAULT_POLICY;
    Duration age = bound(maxAge, own ? null : usual.maxAge(), v -> Setting.time("maxAge", v));
    Long bytes = bound(totalSize, own ? null : usual.maxBytes(), v -> Setting.size("totalSize", v));
    Integer count =
        bound(maxFiles, own ? null : usual.maxCount(), v -> Setting.count("maxFiles", v));
    if (age == null && bytes == null && count == null) {
      throw Setting.bad(
          "maxAge, totalSize and maxFiles", OFF, "set one of them, or the disk fills up");
    }
    return RetentionPolicy.builder().maxAge(age).maxBytes(bytes).maxCount(count).build();
  }

  private static boolean isBound(@Nullable String value) {
    return value != null && !value.strip().equals(OFF);
  }

  private static <T> @Nullable T bound(
      @Nullable String value, @Nullable T absent, Function<String, T> parser) {
    if (value == null) {
      return absent;
    }
    return value.strip().equals(OFF) ? null : parser.apply(value);
  }

  private static Path path(String folder) {
    try {
      return Path.of(folder.strip());
    } catch (InvalidPathException e) {
      throw Setting.bad("folder", folder, "give a path of a folder (" + e.getReason() + ")");
    }
  }
}
