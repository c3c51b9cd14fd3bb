package io.streamobs.retention;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.audit.AuditKey;
import io.streamobs.spi.HomeContext;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.SettingText;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a home stores within bounds, while an {@link io.streamobs.Obs} is open: looks now and
 * then what is too old or too much, and deletes it, on a thread of its own and of all processes one
 * at a time.
 *
 * <p>An Obs that has a home finds it on the class path; without a policy it deletes nothing.
 *
 * <pre>{@code
 * RetentionPolicy runs = RetentionPolicy.builder().maxAge(Duration.ofDays(30)).build();
 * Obs.builder().home(home).plugin(
 *     Retention.builder().policies(RetentionPolicies.builder().runBundles(runs).build()).build());
 * }</pre>
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>here</th><th>property</th><th>variable</th><th>default</th></tr>
 * <tr><td>policies</td><td>obs.retention.policy, a file</td><td>OBS_RETENTION_POLICY</td>
 *     <td>none</td></tr>
 * <tr><td>every</td><td>obs.retention.every</td><td>OBS_RETENTION_EVERY</td><td>15s</td></tr>
 * <tr><td>auditKey</td><td>obs.audit.key.file, obs.audit.key</td><td>OBS_AUDIT_KEY_FILE,
 *     OBS_AUDIT_KEY</td><td>none</td></tr>
 * </table>
 *
 * <p>Threads: one of its own for each Obs. Failure: what cannot be deleted is reported when it
 * first fails, and tried again; the Obs and its streams go on.
 */
public final class Retention implements HomePlugin {

  private static final String POLICY = "obs.retention.policy";
  private static final String EVERY = "obs.retention.every";
  private static final Duration DEFAULT_EVERY = Duration.ofSeconds(15);
  private static final Duration LEAST_EVERY = Duration.ofMillis(100);
  // Whatever is past its age is gone within a day, also where a turn fails.
  private static final Duration MOST_EVERY = Duration.ofHours(6);
  private static final String EVERY_REMEDY = "give a time from 100ms to 6h, such as 1m";

  private final @Nullable RetentionPolicies policies;
  private final @Nullable Duration every;
  private final @Nullable AuditKey auditKey;

  /** With settings from outside; for {@link java.util.ServiceLoader}. */
  public Retention() {
    this(builder());
  }

  private Retention(Builder builder) {
    this.policies = builder.policies;
    this.every = builder.every;
    this.auditKey = builder.auditKey;
  }

  /** With settings from outside. */
  public static Retention ofDefaults() {
    return new Retention();
  }

  /** With settings of the program's own. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public Installation install(HomeContext context) {
    String file = context.setting(POLICY);
    RetentionPolicies all =
        policies != null || file == null ? policies : RetentionPolicies.read(path(context, file));
    Duration pause = every != null ? every : outsideEvery(context);
    AuditKey key = auditKey != null ? auditKey : AuditKey.outside(context::setting);
    HomeRetention retention =
        HomeRetention.of(context.home())
            .actor("retention of " + context.process().instanceId())
            .auditKey(key)
            .mostSilence(Duration.ofDays(1))
            .clock(context.clock())
            .besideWork()
            .build();
    return new RetentionThread(context, retention, all, pause);
  }

  private static Path path(HomeContext context, String file) {
    try {
      return Path.of(file);
    } catch (RuntimeException e) {
      throw bad(context.whereSet(POLICY), file, "give a file");
    }
  }

  private static Duration outsideEvery(HomeContext context) {
    String text = context.setting(EVERY);
    if (text == null) {
      return DEFAULT_EVERY;
    }
    return checked(context.whereSet(EVERY), SettingText.time(text), text);
  }

  private static Duration checked(String key, @Nullable Duration time, @Nullable Object value) {
    if (time == null || time.compareTo(LEAST_EVERY) < 0 || time.compareTo(MOST_EVERY) > 0) {
      throw bad(key, value, EVERY_REMEDY);
    }
    return time;
  }

  private static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, key, value, remedy);
  }

  /** Settings. Every method fails fast with {@link ConfigurationException}. Threads: one. */
  public static final class Builder {

    private @Nullable RetentionPolicies policies;
    private @Nullable Duration every;
    private @Nullable AuditKey auditKey;

    private Builder() {}

    /** What is kept. Default: what {@code obs.retention.policy} says, else everything. */
    public Builder policies(RetentionPolicies all) {
      policies = all;
      return this;
    }

    /**
     * How often it looks, more or less, so that several processes do not at the same moment; less
     * often where looks would take more than a hundredth of a processor. 100 ms to 6 hours.
     * Default: 15 seconds.
     */
    public Builder every(Duration time) {
      every = checked("every", time, time);
      return this;
    }

    /** The key that the audit is signed with. Default: what {@code obs.audit.key.file} says. */
    public Builder auditKey(AuditKey key) {
      auditKey = key;
      return this;
    }

    public Retention build() {
      return new Retention(this);
    }
  }
}
