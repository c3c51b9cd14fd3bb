package io.streamobs.retention;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.audit.AuditKey;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.TimeSource;
import io.streamobs.spi.home.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link HomeRetention}.
 *
 * <p>Threads: one. Failure: what cannot be used is a {@link ConfigurationException}, when it is
 * given.
 */
public final class HomeRetentionBuilder {

  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration MOST_SILENCE = Duration.ofDays(31);

  final Path home;
  String actor = System.getProperty("user.name", "unknown");
  Duration patience = DEFAULT_PATIENCE;
  Duration mostSilence = MOST_SILENCE;
  boolean besideWork;
  @Nullable AuditKey key;
  @Nullable List<RetentionTarget> targets;
  TimeSource clock = TimeSource.SYSTEM;
  Disk disk = Disk.LOCAL;

  HomeRetentionBuilder(Path home) {
    this.home = given("home", home).toAbsolutePath();
  }

  /** Who deletes, for the audit; not empty. Default: the user of the process. */
  public HomeRetentionBuilder actor(String name) {
    if (given("actor", name).isBlank()) {
      throw bad("actor", name, "give the name of who deletes");
    }
    actor = name;
    return this;
  }

  /** The key that the audit is signed with; null for none. Default: none. */
  public HomeRetentionBuilder auditKey(@Nullable AuditKey auditKey) {
    key = auditKey;
    return this;
  }

  /** How long it waits for another process that deletes, 0 to a day. Default: 30 seconds. */
  public HomeRetentionBuilder patience(Duration time) {
    patience = within("patience", time, Duration.ofDays(1));
    return this;
  }

  /**
   * For how long nothing may have been written in the home before the clock is doubted: then ages
   * count from no later than that after the last trace. 0 to 36,600 days, which trusts it always.
   * Default: 31 days.
   */
  public HomeRetentionBuilder mostSilence(Duration time) {
    mostSilence = within("mostSilence", time, Duration.ofDays(36_600));
    return this;
  }

  /** What there is, instead of what is found on the class path. */
  public HomeRetentionBuilder targets(List<RetentionTarget> all) {
    given("targets", all).forEach(target -> given("targets", target));
    targets = List.copyOf(all);
    return this;
  }

  /** The process has something else to do: one thread deletes, whatever there is to. */
  HomeRetentionBuilder besideWork() {
    besideWork = true;
    return this;
  }

  /** The clocks, for tests. */
  public HomeRetentionBuilder clock(TimeSource source) {
    clock = given("clock", source);
    return this;
  }

  /** Another disk, for tests of what happens when one fails. */
  public HomeRetentionBuilder disk(Disk other) {
    disk = given("disk", other);
    return this;
  }

  /** Touches nothing yet. */
  public HomeRetention build() {
    return new HomeRetention(this);
  }

  private static Duration within(String key, @Nullable Duration time, Duration most) {
    Duration given = given(key, time);
    if (given.isNegative() || given.compareTo(most) > 0) {
      throw bad(key, given, "give a time from 0 to " + most.toDays() + "d");
    }
    return given;
  }

  private static <T> T given(String key, @Nullable T value) {
    if (value == null) {
      throw bad(key, null, "give one");
    }
    return value;
  }

  private static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, key, value, remedy);
  }
}
