package io.streamobs;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditKey;
import io.streamobs.internal.config.Checks;
import io.streamobs.internal.config.Settings;
import io.streamobs.internal.files.LogFileSettings;
import io.streamobs.internal.files.LogFileSink;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Settings of a log on disk: files in a folder, {@code <name>_<instanceId>_<0001…>.jsonl}, one
 * after the other.
 *
 * <pre>{@code
 * RecordSink file =
 *     RecordSinks.file(Path.of("logs"))
 *         .maxFileBytes(64L << 20)
 *         .keep(RetentionPolicy.builder().maxAge(Duration.ofDays(14)).maxBytes(1L << 30).build())
 *         .gzip()
 *         .build();
 * }</pre>
 *
 * <p>A file belongs to one process and is never renamed, so that several processes log into one
 * folder. The next one is begun at the end of a line when the present one is full or its time is
 * over ({@code log_rotated}). Where it cannot be begun, the present one is written on ({@code
 * rotation_failed}). A file that somebody else renames, deletes or shortens is noticed at the next
 * write ({@code log_file_changed}); the lines of that write are written again, so that they may
 * exist twice: {@code seq} tells. What a process that was killed left behind is repaired by the
 * next one that starts in the folder, or that is there already ({@code unclean_end}).
 *
 * <p>Old files of this name are deleted at the start, after each rotation and every minute, those
 * of other instances too, but never one that a live process writes. Between two such moments the
 * files that are being written may exceed the bounds by what they grow.
 *
 * <p>Threads: one builds; the sink writes on a thread of its own and looks after its files on
 * another. Failure: a setting that cannot be used is a {@link ConfigurationException}; a disk that
 * cannot be written is reported ({@code sink_failed}) and tried again, its lines wait in the sink's
 * buffer.
 */
public final class LogFileBuilder {

  /** 14 days, 1 GiB, 100 files. */
  public static final RetentionPolicy DEFAULT_POLICY =
      RetentionPolicy.builder()
          .maxAge(Duration.ofDays(14))
          .maxBytes(1L << 30)
          .maxCount(100)
          .build();

  private static final long LEAST_FILE_BYTES = 1L << 16;
  private static final long MOST_FILE_BYTES = 1L << 40;
  private static final Duration LEAST_TURN = Duration.ofMinutes(1);
  private static final Duration LONGEST_TURN = Duration.ofDays(3_660);

  private final @Nullable Path folder;
  private @Nullable String name;
  private long maxFileBytes = 64L << 20;
  private Duration rotateEvery = Duration.ofDays(1);
  private RetentionPolicy policy = DEFAULT_POLICY;
  private boolean gzip;
  private @Nullable Audit audit;
  private Level events = Level.INFO;

  LogFileBuilder(@Nullable Path folder) {
    this.folder = folder;
  }

  /**
   * What the files' names begin with. Default: the service's name when the sink is attached, which
   * is that of the {@code Obs} that it is given to, or {@code obs.service} where there is none yet.
   */
  public LogFileBuilder name(String newName) {
    name = Checks.name("log file name", newName);
    return this;
  }

  /**
   * How large a file gets before the next one is begun; a single line that is larger still goes
   * into one file. 64 KiB to 1 TiB. Default: 64 MiB.
   */
  public LogFileBuilder maxFileBytes(long bytes) {
    if (bytes < LEAST_FILE_BYTES || bytes > MOST_FILE_BYTES) {
      throw Checks.bad("log file size", bytes, "give 64KB to 1TB (65536 to 1099511627776 bytes)");
    }
    maxFileBytes = bytes;
    return this;
  }

  /**
   * How long a file is written: until the end of the period of this length, counted in UTC, in
   * which it was begun, and the next line after that. A minute to ten years. Default: a day, so
   * that a file ends at midnight UTC.
   */
  public LogFileBuilder rotateEvery(Duration time) {
    if (time == null || time.compareTo(LEAST_TURN) < 0 || time.compareTo(LONGEST_TURN) > 0) {
      throw Checks.bad("rotateEvery", time, "give a time from 1m to 3660d, such as 1d");
    }
    rotateEvery = time;
    return this;
  }

  /**
   * What is kept of all the files of this name in the folder. A file's age is that of its newest
   * line. Replaces the whole default, so that a bound that the policy does not have is none.
   * Default: 14 days, 1 GiB, 100 files.
   */
  public LogFileBuilder keep(RetentionPolicy newPolicy) {
    if (newPolicy == null) {
      throw Checks.bad("keep", null, "give a RetentionPolicy with at least one bound");
    }
    policy = newPolicy;
    return this;
  }

  /** Compresses files that are closed. Default: they stay as they are. */
  public LogFileBuilder gzip() {
    gzip = true;
    return this;
  }

  /**
   * What its deletions are put on: the audit of the home whose {@code logs} folder it writes in.
   * Default: that of the home that the settings name ({@code obs.home}), with the key that they
   * name, where it is that home's folder; else none.
   */
  public LogFileBuilder audit(Audit deletions) {
    if (deletions == null) {
      throw Checks.bad("audit", null, "give one, such as Audit.of(home, null)");
    }
    audit = deletions;
    return this;
  }

  /** From which level up the library's own events are taken. Default: INFO. */
  public LogFileBuilder events(Level level) {
    if (level == null) {
      throw Checks.bad("events", null, "give a level, such as INFO");
    }
    events = level;
    return this;
  }

  /**
   * The sink, named {@code file}. It touches the disk when it is attached and writes. One pipeline
   * at a time has it: to be attached again before it is closed is a {@link ConfigurationException}.
   * Each call makes another one.
   *
   * @throws ConfigurationException when there is no folder, a file may be larger than all are
   *     together, the audit is that of another home, or the key of its home's cannot be used
   */
  public RecordSink build() {
    Path home = home();
    Path where = (folder != null ? folder : logs(home)).toAbsolutePath();
    Long most = policy.maxBytes();
    if (most != null && maxFileBytes > most) {
      throw Checks.bad(
          "log file size",
          maxFileBytes,
          "give at most the total size of all files, which is " + most + ", or raise that");
    }
    return new LogFileSink(
        new LogFileSettings(
            audit != null ? checked(audit, where) : audit(home, where),
            where,
            name,
            maxFileBytes,
            rotateEvery,
            policy,
            gzip,
            events));
  }

  private static Path logs(@Nullable Path home) {
    if (home == null) {
      throw Checks.bad(
          "log folder", null, "name one, or set -Dobs.home or OBS_HOME for <home>/logs");
    }
    return home.resolve("logs");
  }

  // A key that cannot be used is found here, and not by whoever writes the log.
  private static @Nullable Audit audit(@Nullable Path home, Path where) {
    return home != null && isLogsOf(home, where)
        ? Audit.of(home, AuditKey.outside(Settings.ofProcess()::text))
        : null;
  }

  // Whoever goes on with a deletion that a crash cut off looks there.
  private static Audit checked(Audit given, Path where) {
    if (!isLogsOf(given.home(), where)) {
      throw Checks.bad("audit of", given.home(), "give that of the home that has " + where);
    }
    return given;
  }

  private static boolean isLogsOf(Path home, Path where) {
    return where.normalize().equals(home.toAbsolutePath().normalize().resolve("logs"));
  }

  private static @Nullable Path home() {
    Settings settings = Settings.ofProcess();
    String home = settings.text("obs.home");
    try {
      return home == null ? null : Path.of(home).toAbsolutePath().normalize();
    } catch (RuntimeException e) {
      throw Checks.bad(settings.where("obs.home"), home, "give a folder (" + e + ")");
    }
  }
}
