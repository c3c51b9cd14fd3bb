package io.streamobs.assets;

import io.streamobs.ConfigurationException;
import io.streamobs.CorrelationContext;
import io.streamobs.ObsErrors;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.capture.AssetKeeper;
import io.streamobs.assets.internal.capture.CaptureOrder;
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
import java.time.Instant;
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
 * <tr><td>checksumBytes</td><td>obs.bundles.checksums</td><td>OBS_BUNDLES_CHECKSUMS</td>
 *     <td>256MB</td></tr>
 * <tr><td>capture</td><td>obs.capture.reason, .until, .bytes</td><td>OBS_CAPTURE_REASON, …</td>
 *     <td>off</td></tr>
 * </table>
 *
 * <p>Threads: four of its own for each Obs: for journals, for logs, one that makes manifests, and
 * one that looks at what stages named. Failure: a bundle that cannot be written costs no run and no
 * other output; it is reported.
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
  private static final String CHECKSUMS = "obs.bundles.checksums";
  private static final String CHECKSUMS_REMEDY = "give a size such as 256MB, or off";
  private static final long DEFAULT_CHECKSUM_BYTES = 256L << 20;

  private final @Nullable Duration syncEvery;
  private final @Nullable Long logBytes;
  private final @Nullable Long checksumBytes;
  private final @Nullable CaptureOrder capture;
  private final Disk disk;

  /** With settings from outside; for {@link java.util.ServiceLoader}. */
  public RunBundles() {
    this(builder());
  }

  private RunBundles(Builder builder) {
    this.syncEvery = builder.syncEvery;
    this.logBytes = builder.logBytes;
    this.checksumBytes = builder.checksumBytes;
    this.capture = builder.capture;
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
    long checksums = checksumBytes != null ? checksumBytes : outsideChecksumBytes(context);
    CaptureOrder order = capture != null ? capture : CaptureSettings.outside(context);
    StageFolders stages = new StageFolders(disk, context.home());
    JournalSink sink = new JournalSink(disk, context.home(), stages);
    context.sink(sink, SinkOptions.ofDefaults().withBufferBytes(BUFFER_BYTES));
    if (bytes > 0) {
      context.sink(new RunLogSink(disk, context.home(), stages, bytes), SinkOptions.ofDefaults());
    }
    ProcessMeter meter = new ProcessMeter();
    context.meter(meter);
    String instance = context.process().instanceId();
    AssetKeeper assets = new AssetKeeper(disk, context, sink, stages, order, checksums);
    context.assets(assets.sink());
    BundleKeeper keeper =
        new BundleKeeper(
            disk, context.home(), instance, sink, stages, meter, assets::isForced, sync);
    keeper.start();
    return new BundleInstallation(keeper, assets);
  }

  private record BundleInstallation(BundleKeeper keeper, AssetKeeper assets)
      implements Installation {

    @Override
    public void opened() {
      assets.opened();
    }

    @Override
    public void drain(Duration deadline) {
      assets.drain(deadline);
    }

    @Override
    public void close(Duration deadline) {
      keeper.close(deadline);
    }
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

  private static long outsideChecksumBytes(HomeContext context) {
    String value = context.setting(CHECKSUMS);
    if (value == null) {
      return DEFAULT_CHECKSUM_BYTES;
    }
    Long bytes = value.equalsIgnoreCase("off") ? Long.valueOf(-1) : SettingText.bytes(value);
    if (bytes == null) {
      throw bad(context.whereSet(CHECKSUMS), value, CHECKSUMS_REMEDY);
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
    private @Nullable Long checksumBytes;
    private @Nullable CaptureOrder capture;
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

    /**
     * Of files that stages name, up to how many bytes are read for their checksum, once each; 0 or
     * less for none. Default: 256 MiB.
     */
    public Builder checksumBytes(long bytes) {
      checksumBytes = Math.max(-1, bytes);
      return this;
    }

    /**
     * Has the contents of what stages read, write and keep put into the bundle: media, and texts
     * without their secrets. Itself an event {@code capture_started}, with the reason. Default:
     * none are.
     *
     * @param reason why, for whoever reads that
     * @param until when it ends: within 31 days; from then on nothing is captured, whoever restarts
     * @param maxBytes how much this process captures at most
     */
    public Builder capture(String reason, Instant until, long maxBytes) {
      capture = CaptureSettings.checked(reason, until, maxBytes);
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
