package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.config.Checks;
import io.streamobs.internal.config.Durations;
import io.streamobs.internal.config.Settings;
import io.streamobs.spi.AssetSink;
import io.streamobs.spi.HomeContext;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.StageMeter;
import io.streamobs.spi.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** The plug-ins that keep something in the home of an Obs. */
final class HomePlugins {

  private final List<HomePlugin.Installation> installed = new ArrayList<>();
  private final List<SinkSetting> sinks = new ArrayList<>();
  private final List<StageMeter> meters = new ArrayList<>();
  private @Nullable AssetSink assets;

  private HomePlugins() {}

  /**
   * Installs those that were handed over, and those on the class path with other names; none where
   * there is no home.
   *
   * @throws ConfigurationException when one refuses its settings; none is installed then
   */
  static HomePlugins install(List<HomePlugin> handed, @Nullable Path home, Core core) {
    HomePlugins plugins = new HomePlugins();
    if (home == null) {
      refuseWithoutHome(handed);
      return plugins;
    }
    Context context = new Context(home, core, Settings.ofProcess(), plugins);
    try {
      all(handed).forEach(plugin -> plugins.installed.add(plugin.install(context)));
    } catch (RuntimeException | Error refused) {
      plugins.close(Duration.ofSeconds(1));
      throw refused;
    }
    return plugins;
  }

  /** None: another Obs of the process, with the same pipeline, has them. */
  static HomePlugins none() {
    return new HomePlugins();
  }

  /** Whether there would be any. */
  static boolean areThere(List<HomePlugin> handed, @Nullable Path home) {
    return home != null && !all(handed).isEmpty();
  }

  private static void refuseWithoutHome(List<HomePlugin> handed) {
    if (!handed.isEmpty()) {
      throw Checks.bad(
          "home",
          null,
          "the plug-in " + handed.get(0).name() + " needs one: home(folder), or OBS_HOME");
    }
  }

  private static List<HomePlugin> all(List<HomePlugin> handed) {
    Map<String, HomePlugin> byName = new LinkedHashMap<>();
    handed.forEach(plugin -> byName.put(plugin.name(), plugin));
    try {
      ClassLoader own = HomePlugins.class.getClassLoader();
      ServiceLoader.load(HomePlugin.class, own)
          .forEach(found -> byName.putIfAbsent(found.name(), found));
    } catch (ServiceConfigurationError e) {
      throw Checks.bad(
          "class path", e.getMessage(), "a plug-in cannot be loaded; give all the same version");
    }
    return List.copyOf(byName.values());
  }

  List<SinkSetting> sinks() {
    return List.copyOf(sinks);
  }

  List<StageMeter> meters() {
    return List.copyOf(meters);
  }

  /** Null where none takes them, so that a stage pays nothing. */
  @Nullable Assets assets() {
    return assets == null ? null : new Assets(assets);
  }

  /** See {@link HomePlugin.Installation#opened}. */
  void opened() {
    installed.forEach(one -> guarded(one::opened));
  }

  /** See {@link HomePlugin.Installation#drain}. */
  void drain(Duration deadline) {
    long end = Durations.after(System.nanoTime(), deadline);
    for (HomePlugin.Installation one : installed) {
      guarded(() -> one.drain(left(end)));
    }
  }

  /** See {@link HomePlugin.Installation#close}. */
  void close(Duration deadline) {
    long end = Durations.after(System.nanoTime(), deadline);
    for (HomePlugin.Installation one : installed) {
      guarded(() -> one.close(left(end)));
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  // Somebody else's code, at the end of the Obs: the others end in order all the same.
  private static void guarded(Runnable body) {
    try {
      body.run();
    } catch (Throwable e) {
      return;
    }
  }

  private record Context(Path home, Core core, Settings settings, HomePlugins plugins)
      implements HomeContext {

    @Override
    public CorrelationContext process() {
      return core.context;
    }

    @Override
    public TimeSource clock() {
      return core.clock;
    }

    @Override
    public void sink(RecordSink sink, SinkOptions options) {
      plugins.sinks.add(new SinkSetting(sink, options));
    }

    @Override
    public void meter(StageMeter meter) {
      plugins.meters.add(meter);
    }

    @Override
    public void assets(AssetSink sink) {
      if (plugins.assets != null) {
        throw new IllegalStateException("two plug-ins take the assets of stages; leave one out");
      }
      plugins.assets = sink;
    }

    @Override
    public void report(
        Level level,
        CorrelationContext where,
        LibraryEvent event,
        @Nullable ErrorCode code,
        String message,
        Map<String, ?> details) {
      core.report(level, where, event, code, message, details);
    }

    @Override
    public UnaryOperator<String> redaction() {
      return core.pipeline.redaction();
    }

    @Override
    public @Nullable String setting(String key) {
      return settings.text(key);
    }

    @Override
    public String whereSet(String key) {
      return settings.where(key);
    }
  }
}
