package io.streamobs.assets;

import io.streamobs.ConfigurationException;
import io.streamobs.CorrelationContext;
import io.streamobs.ObsErrors;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalSink;
import io.streamobs.assets.internal.logs.RunLogSink;
import io.streamobs.assets.internal.manifest.BundleKeeper;
import io.streamobs.assets.internal.resources.ProcessMeter;
import io.streamobs.spi.HomeContext;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.SettingText;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.home.Disk;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happens in each run in a folder of its own, {@code runs/<streamId>/<runId>} in the
 * home: a journal that is written while the run goes on, manifests that are made of it, a log of
 * the run and one of each stage.
 *
 * <p>An {@link io.streamobs.Obs} that has a home finds it on the class path; {@code
 * obs.bundles=false} leaves it out. To set more than that, hand one over:
 *
 * <pre>{@code
 * Obs.builder().home(home).plugin(RunBundles.builder().syncEvery(Duration.ofMillis(200)).build())
 * }</pre>
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>here</th><th>property</th><th>variable</th><th>default</th></tr>
 * <tr><td></td><td>obs.bundles</td><td>OBS_BUNDLES</td><td>true</td></tr>
 * <tr><td>syncEvery</td><td>obs.bundles.sync</td><td>OBS_BUNDLES_SYNC</td><td>1s</td></tr>
 * <tr><td>logBytes</td><td>obs.bundles.logs</td><td>OBS_BUNDLES_LOGS</td><td>64MB</td></tr>
 * </table>
 *
 * <p>Threads: three of its own for each Obs: for journals, for logs, and one that makes manifests.
 * Failure: a bundle that cannot be written costs no run and no other output; it is reported.
 */
public final class RunBundles implements HomePlugin {

  private static final String ENABLED = "obs.bundles";
  private static final String SYNC = "obs.bundles.sync";
  private static final String LOGS = "obs.bundles.logs";
  private static final long DEFAULT_LOG_BYTES = 64L << 20;
  private static final long LEAST_LOG_BYTES = 1L << 20;
  private static final String LOGS_REMEDY = "give a size of 1MB or more, such as 64MB, or off";
  private static final Duration DEFAULT_SYNC = Duration.ofSeconds(1);
  private static final Duration LONGEST_SYNC = Duration.ofHours(1);
  // Some 8,000 events: a stop of a disk for seconds loses none.
  private static final int BUFFER_BYTES = 1 << 22;

  private final @Nullable Duration syncEvery;
  private final @Nullable Long logBytes;
  private final Disk disk;

  /** With settings from outside; for {@link java.util.ServiceLoader}. */
  public RunBundles() {
    this(builder());
  }

  private RunBundles(Builder builder) {
    this.syncEvery = builder.syncEvery;
    this.logBytes = builder.logBytes;
    this.disk = builder.disk;
  }

  /** With settings from outside. */
  public static RunBundles ofDefaults() {
    return new RunBundles();
  }

  /** With settings of the program's own. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where the bundle of a run lies, whether it is there or not.
   *
   * @param home the home of the Obs that writes it
   * @param run the context of the run, or of anything in it; its ids hold no secret, which the
   *     folder's name would not have
   */
  public static Path folder(Path home, CorrelationContext run) {
    return RunFolder.of(home, run.streamId(), run.runId()).path();
  }

  @Override
  public String name() {
    return "bundles";
  }

  @Override
  public Installation install(HomeContext context) {
    if (!isEnabled(context)) {
      return new Installation() {};
    }
    Duration sync = syncEvery != null ? syncEvery : outsideSync(context);
    long bytes = logBytes != null ? logBytes : outsideLogBytes(context);
    StageFolders stages = new StageFolders(disk, context.home());
    JournalSink sink = new JournalSink(disk, context.home());
    context.sink(sink, SinkOptions.ofDefaults().withBufferBytes(BUFFER_BYTES));
    if (bytes > 0) {
      context.sink(new RunLogSink(disk, context.home(), stages, bytes), SinkOptions.ofDefaults());
    }
    ProcessMeter meter = new ProcessMeter();
    context.meter(meter);
    String instance = context.process().instanceId();
    BundleKeeper keeper =
        new BundleKeeper(disk, context.home(), instance, sink, stages, meter, sync);
    keeper.start();
    return keeper;
  }

  private static boolean isEnabled(HomeContext context) {
    String value = context.setting(ENABLED);
    if (value == null || value.equalsIgnoreCase("true")) {
      return true;
    }
    if (value.equalsIgnoreCase("false")) {
      return false;
    }
    throw bad(context.whereSet(ENABLED), value, "give true or false");
  }

  private static Duration outsideSync(HomeContext context) {
    String value = context.setting(SYNC);
    Duration time = value == null ? DEFAULT_SYNC : SettingText.time(value);
    if (time == null) {
      throw bad(context.whereSet(SYNC), value, "give a time such as 200ms or 1s");
    }
    return checked(context.whereSet(SYNC), time);
  }

  private static long outsideLogBytes(HomeContext context) {
    String value = context.setting(LOGS);
    if (value == null) {
      return DEFAULT_LOG_BYTES;
    }
    if (value.equalsIgnoreCase("off")) {
      return 0;
    }
    Long bytes = SettingText.bytes(value);
    if (bytes == null || bytes < LEAST_LOG_BYTES) {
      throw bad(context.whereSet(LOGS), value, LOGS_REMEDY);
    }
    return bytes;
  }

  private static Duration checked(String key, @Nullable Duration time) {
    if (time == null || time.isNegative() || time.isZero() || time.compareTo(LONGEST_SYNC) > 0) {
      throw bad(key, time, "give a time above 0 and up to 1 hour, such as 200ms or 1s");
    }
    return time;
  }

  private static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, key, value, remedy);
  }

  /** Settings. Every method fails fast with {@link ConfigurationException}. Threads: one. */
  public static final class Builder {

    private @Nullable Duration syncEvery;
    private @Nullable Long logBytes;
    private Disk disk = Disk.LOCAL;

    private Builder() {}

    /**
     * How much of a journal a power cut may take: it is brought to the disk so often. A process
     * that is killed loses nothing by it. Above 0, up to an hour; default: a second.
     */
    public Builder syncEvery(Duration time) {
      syncEvery = checked("syncEvery", time);
      return this;
    }

    /**
     * How much the log of a run's orchestration may take, and each of its stages' logs, for each
     * instance; the oldest lines go first, a quarter at a time. 1 MiB or more, or 0 for no logs.
     * Default: 64 MiB.
     */
    public Builder logBytes(long bytes) {
      if (bytes != 0 && bytes < LEAST_LOG_BYTES) {
        throw bad("logBytes", bytes, LOGS_REMEDY);
      }
      logBytes = bytes;
      return this;
    }

    /** Another disk, for tests of what happens when one fails. */
    Builder disk(Disk other) {
      disk = other;
      return this;
    }

    public RunBundles build() {
      return new RunBundles(this);
    }
  }
}
