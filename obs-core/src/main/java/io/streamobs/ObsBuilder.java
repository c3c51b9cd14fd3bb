package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.Identity;
import io.streamobs.internal.UncaughtExceptions;
import io.streamobs.internal.config.Checks;
import io.streamobs.internal.config.Settings;
import io.streamobs.internal.pipeline.Pipeline;
import io.streamobs.internal.pipeline.PipelineOptions;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.IdSource;
import io.streamobs.spi.LogBridge;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.StageMeter;
import io.streamobs.spi.TimeSource;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Settings of an {@link Obs}. What is not set here comes from a system property, else from an
 * environment variable, else is the default:
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>here</th><th>property</th><th>variable</th><th>default</th></tr>
 * <tr><td>service</td><td>obs.service</td><td>OBS_SERVICE</td><td>the main class's name</td></tr>
 * <tr><td>component</td><td>obs.component</td><td>OBS_COMPONENT</td><td>main</td></tr>
 * <tr><td>home</td><td>obs.home</td><td>OBS_HOME</td><td>none</td></tr>
 * <tr><td>closeDeadline</td><td>obs.close.deadline</td><td>OBS_CLOSE_DEADLINE</td><td>2s</td></tr>
 * <tr><td>stalledAfter</td><td>obs.stage.deadline</td><td>OBS_STAGE_DEADLINE</td><td>60s</td></tr>
 * <tr><td>sampleSuccesses</td><td>obs.sampling</td><td>OBS_SAMPLING</td><td>none</td></tr>
 * <tr><td>captureUncaught</td><td>obs.uncaught</td><td>OBS_UNCAUGHT</td><td>true</td></tr>
 * </table>
 *
 * <p>Every method fails fast with {@link ConfigurationException}. Threads: one.
 */
public final class ObsBuilder {

  private static final Duration DEFAULT_CLOSE = Duration.ofSeconds(2);
  private static final Duration DEFAULT_STALLED = Duration.ofSeconds(60);

  private final Settings settings = Settings.ofProcess();
  private final List<SinkSetting> sinks = new ArrayList<>();
  private final List<HomePlugin> plugins = new ArrayList<>();
  private final List<StageMeter> meters = new ArrayList<>();
  private final Map<String, Integer> successes = new LinkedHashMap<>();
  private @Nullable String service;
  private @Nullable String component;
  private @Nullable Path home;
  private @Nullable Duration closeDeadline;
  private @Nullable Duration stalledAfter;
  private @Nullable Boolean captureUncaught;
  private TimeSource clock = TimeSource.SYSTEM;
  private @Nullable IdSource ids;
  private @Nullable Integer queueCapacity;
  private @Nullable Duration healthEvery;
  private @Nullable Overflow overflow;
  private boolean standalone;

  ObsBuilder() {}

  /** The logical service, such as {@code live-dub}. */
  public ObsBuilder service(String name) {
    service = Checks.name("service", name);
    return this;
  }

  /** The part of the service, such as {@code worker}. */
  public ObsBuilder component(String name) {
    component = Checks.name("component", name);
    return this;
  }

  /**
   * The folder for what outlives the process. Made when the Obs opens. Without it no run resumes.
   */
  public ObsBuilder home(Path folder) {
    home = folder;
    return this;
  }

  /** How long {@link Obs#close()} takes at most. Above 0, up to an hour. */
  public ObsBuilder closeDeadline(Duration deadline) {
    closeDeadline = Checks.deadline("closeDeadline", deadline);
    return this;
  }

  /** After how long an open stage is reported as stalled. Above 0, up to an hour. */
  public ObsBuilder stalledAfter(Duration deadline) {
    stalledAfter = Checks.deadline("stalledAfter", deadline);
    return this;
  }

  /**
   * Leaves repeated successes of a stage out of the logs. Of the successes of that stage in the
   * fragments of a run the first is logged, then one of each {@code every}, and the first after it
   * ended otherwise. Those logged and {@code run_finished} say how many were left out. Nothing else
   * is ever left out, and a journal or a store has all. Default: none is.
   *
   * @param stage the stage's name
   * @param every 1 (all) to 1,000,000,000
   */
  public ObsBuilder sampleSuccesses(String stage, int every) {
    successes.put(Checks.name("sampleSuccesses", stage), Sampling.checked(every));
    return this;
  }

  /** Whether exceptions that end a thread become events instead of text on standard error. */
  public ObsBuilder captureUncaught(boolean capture) {
    captureUncaught = capture;
    return this;
  }

  /** One more output, with canonical names and 1 MiB of buffer. */
  public ObsBuilder sink(RecordSink sink) {
    return sink(sink, SinkOptions.ofDefaults());
  }

  /** One more output. The Obs closes it. */
  public ObsBuilder sink(RecordSink sink, SinkOptions options) {
    if (sink == null || options == null) {
      throw Checks.bad("sink", sink, "give a sink, such as RecordSinks.stdout()");
    }
    sinks.add(new SinkSetting(sink, options));
    return this;
  }

  /**
   * What else keeps something in the home, such as run bundles with settings of the program's own.
   * It stands in for one of the same name on the class path. Needs a {@link #home}.
   */
  public ObsBuilder plugin(HomePlugin plugin) {
    if (plugin == null) {
      throw Checks.bad("plugin", null, "give a plug-in, such as RunBundles.ofDefaults()");
    }
    plugins.add(plugin);
    return this;
  }

  /**
   * What is measured of each stage beside its time. Run bundles bring one for processor time and
   * memory.
   */
  public ObsBuilder meter(StageMeter meter) {
    if (meter == null) {
      throw Checks.bad("meter", null, "give a meter, or leave it out");
    }
    meters.add(meter);
    return this;
  }

  /**
   * Gives the Obs a pipeline of its own, beside that of the process: for tests, and for two in one
   * JVM. Lines of the application's loggers do not take that way unless a bridge brings them.
   */
  public ObsBuilder standalone() {
    standalone = true;
    return this;
  }

  /**
   * How many records may wait in the pipeline of a {@link #standalone()} Obs: 64 to 1,048,576,
   * rounded up to a power of two. Default: 8,192. The process's pipeline takes {@code
   * obs.queue.capacity}, because it may run before any Obs opens.
   */
  public ObsBuilder queueCapacity(int records) {
    queueCapacity = records;
    return this;
  }

  /**
   * What the pipeline of a {@link #standalone()} Obs does with a record that finds no room.
   * Default: {@link Overflow#DROP}. The process's pipeline takes {@code obs.queue.overflow}.
   */
  public ObsBuilder overflow(Overflow what) {
    if (what == null) {
      throw Checks.bad("overflow", null, "give Overflow.DROP or Overflow.WAIT");
    }
    overflow = what;
    return this;
  }

  /**
   * How often the pipeline of a {@link #standalone()} Obs records its ledgers as an event {@code
   * pipeline_health}: above 0, up to an hour, or zero for never. Default: every minute. The
   * process's pipeline takes {@code obs.health.interval}.
   */
  public ObsBuilder healthEvery(Duration every) {
    healthEvery = every != null && every.isZero() ? every : Checks.deadline("healthEvery", every);
    return this;
  }

  /** The clocks of a {@link #standalone()} Obs. Default: the system's. */
  public ObsBuilder clock(TimeSource source) {
    clock = source;
    return this;
  }

  /** Where ids come from. Default: random. */
  public ObsBuilder ids(IdSource source) {
    ids = source;
    return this;
  }

  /**
   * Opens it.
   *
   * @throws ConfigurationException when a setting cannot be used; nothing is open then
   */
  public Obs open() {
    settings.outsideId("obs.session.id");
    settings.outsideId("obs.correlation.id");
    Duration close =
        closeDeadline != null
            ? closeDeadline
            : settings.deadline("obs.close.deadline", DEFAULT_CLOSE);
    boolean uncaught =
        captureUncaught != null ? captureUncaught : settings.flag("obs.uncaught", !standalone);
    Path folder = homeFolder();
    Core core = core(folder);
    // Two that keep what takes the same pipeline would each keep all of it.
    boolean second = !standalone && ObsProcess.isBound() && HomePlugins.areThere(plugins, folder);
    HomePlugins keepers = second ? HomePlugins.none() : HomePlugins.install(plugins, folder, core);
    meters.addAll(keepers.meters());
    core.meters = Meters.of(meters);
    core.assets = keepers.assets();
    List<SinkHandle> handles = named(core, keepers);
    AutoCloseable capture = uncaught ? UncaughtExceptions.install(core::uncaught) : () -> {};
    Obs obs = new Obs(core, close, standalone, handles, keepers, capture);
    obs.started(startDetails(folder));
    keepers.opened();
    if (second) {
      core.report(
          Level.WARN,
          core.context,
          LibraryEvent.HOME_TROUBLE,
          ObsErrors.BUNDLE_TROUBLE,
          "a second Obs of the process keeps nothing in its home; the first one has the plug-ins",
          Map.of());
    }
    return obs;
  }

  // Named before its outputs are attached: a log file takes the service's name for its own.
  private List<SinkHandle> named(Core core, HomePlugins keepers) {
    if (!standalone) {
      ObsProcess.bind(core, core.context.identity());
    }
    try {
      return attachAll(core.pipeline, keepers);
    } catch (RuntimeException e) {
      keepers.close(DEFAULT_CLOSE);
      ObsProcess.unbind(core);
      throw e;
    }
  }

  private Core core(@Nullable Path folder) {
    Duration stalled =
        stalledAfter != null
            ? stalledAfter
            : settings.deadline("obs.stage.deadline", DEFAULT_STALLED);
    Identity identity = ObsProcess.context().identity().named(service(), component());
    CorrelationContext own = new CorrelationContext(identity, null, null, 0);
    IdSource source = ids != null ? ids : ObsProcess.ids();
    return new Core(pipeline(own), clock, source, own, stalled.toNanos(), sampling(), folder);
  }

  private Sampling sampling() {
    return Sampling.of(settings, successes);
  }

  private String service() {
    return service != null
        ? service
        : Checks.name(
            settings.where("obs.service"),
            settings.text("obs.service", ObsProcess.context().service()));
  }

  private String component() {
    return component != null
        ? component
        : Checks.name(
            settings.where("obs.component"),
            settings.text("obs.component", ObsProcess.context().component()));
  }

  private Pipeline pipeline(CorrelationContext own) {
    if (!standalone) {
      refuseSettingsOfTheProcess();
      return ObsProcess.rootPipeline();
    }
    PipelineOptions outside = PipelineOptions.of(service(), settings);
    PipelineOptions options = queueCapacity == null ? outside : outside.withCapacity(queueCapacity);
    if (healthEvery != null) {
      options = options.withHealthEvery(healthEvery);
    }
    if (overflow != null) {
      options = options.withOverflow(overflow);
    }
    Supplier<CorrelationContext> context = () -> own;
    return new Pipeline(options, clock, context);
  }

  private void refuseSettingsOfTheProcess() {
    refuse(
        "queueCapacity",
        queueCapacity,
        "set -Dobs.queue.capacity or OBS_QUEUE_CAPACITY for the process, or make it standalone()");
    refuse(
        "healthEvery",
        healthEvery,
        "set -Dobs.health.interval or OBS_HEALTH_INTERVAL for the process, or make it standalone()");
    refuse(
        "overflow",
        overflow,
        "set -Dobs.queue.overflow or OBS_QUEUE_OVERFLOW for the process, or make it standalone()");
    refuse(
        "clock",
        clock == TimeSource.SYSTEM ? null : clock,
        "make it standalone(); the process has the system's clocks");
  }

  private static void refuse(String key, @Nullable Object value, String remedy) {
    if (value != null) {
      throw new ConfigurationException(ObsErrors.MISPLACED_SETTING, key, value, remedy);
    }
  }

  // A process without any output would lose all in silence: standard output is the default.
  private List<SinkHandle> attachAll(Pipeline pipeline, HomePlugins keepers) {
    List<SinkHandle> handles = new ArrayList<>();
    attach(pipeline, sinks, handles);
    if (handles.isEmpty() && !standalone) {
      // A logging library configures itself when it is first asked, and may attach sinks then.
      ILoggerFactory logging = LogBridge.boundFactory();
      if (!pipeline.hasSinks()) {
        // Two that write to standard output on their own would tear each other's lines.
        RecordSink fallback =
            logging instanceof NOPLoggerFactory ? RecordSinks.stdout() : RecordSinks.slf4j();
        handles.add(pipeline.attach(fallback, SinkOptions.ofDefaults()));
      }
    }
    attach(pipeline, keepers.sinks(), handles); // last: they are no outputs that somebody watches
    return handles;
  }

  private static void attach(
      Pipeline pipeline, List<SinkSetting> settings, List<SinkHandle> handles) {
    try {
      for (SinkSetting setting : settings) {
        handles.add(pipeline.attach(setting.sink(), setting.options()));
      }
    } catch (RuntimeException refused) { // by a sink: nothing is to stay open
      Health unused = pipeline.close(handles, DEFAULT_CLOSE);
      throw refused;
    }
  }

  private @Nullable Path homeFolder() {
    String outside = settings.text("obs.home");
    if (home == null && outside == null) {
      return null;
    }
    Object folder = home != null ? home : outside;
    try {
      Path path = (home != null ? home : Path.of(String.valueOf(outside))).toAbsolutePath();
      // Before JDK 20 createDirectories does not take a link for a folder.
      return Files.isDirectory(path) ? path : Files.createDirectories(path);
    } catch (IOException | RuntimeException e) {
      throw Checks.bad(
          home != null ? "home" : settings.where("obs.home"),
          folder,
          "give a folder that exists or can be made and written (" + e + ")");
    }
  }

  private Map<String, Object> startDetails(@Nullable Path folder) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("java", Runtime.version().toString());
    details.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    details.put("pid", ProcessHandle.current().pid());
    details.put("standalone", standalone);
    if (folder != null) {
      details.put("home", StagingPaths.shown(folder));
    }
    return details;
  }
}
