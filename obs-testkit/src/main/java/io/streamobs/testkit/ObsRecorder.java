package io.streamobs.testkit;

import io.streamobs.Health;
import io.streamobs.Obs;
import io.streamobs.ObsBuilder;
import io.streamobs.spi.IdSource;
import io.streamobs.spi.LogBridge;
import io.streamobs.spi.TimeSource;
import io.streamobs.testkit.ThreadBinding.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Obs} of a test's own, with everything that it records. What {@link ObsExtension} opens
 * for each test, for those who have no JUnit 5 at hand:
 *
 * <pre>{@code
 * try (ObsRecorder recorder = ObsRecorder.builder().clock(clock).open()) {
 *   new Worker(recorder.obs()).run();
 *   assertThat(recorder.log()).hasOutcome("normalise", Outcome.SUCCESS);
 * }
 * }</pre>
 *
 * <p>The Obs stands alone, so that several may be open at once. Lines of the application's loggers
 * are recorded too where a {@link LogBridge} for the logging library is on the class path: those
 * made in a scope of this Obs, and those made outside any scope on the thread that opened the
 * recorder, on threads started from it, and on threads that no recorder is known to own.
 *
 * <p>Threads: opened and closed on one, used on any. Failure: opening throws {@link
 * io.streamobs.ConfigurationException} for settings that cannot be used.
 */
public final class ObsRecorder implements AutoCloseable {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Obs obs;
  private final RecordedLog log;
  private final Owner owner = new Owner();
  private final ThreadBinding binding;
  private final List<LogBridge.Installation> bridges = new ArrayList<>();
  private final @Nullable Path home;
  private volatile @Nullable Health last;

  private ObsRecorder(Builder builder, @Nullable Path home) {
    RecordingSink sink = new RecordingSink();
    this.home = home;
    this.obs = builder.open(new OwnRecords(sink), home);
    this.log = new RecordedLog(sink, obs::flush, this::health, () -> {});
    this.binding = ThreadBinding.of(owner);
    if (builder.bridged) {
      installBridges(new BridgeIntake(obs.pipeline(), obs, owner, builder.clock));
    }
  }

  /** Settings, all of which have defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** One with all defaults. */
  public static ObsRecorder open() {
    return builder().open();
  }

  private void installBridges(BridgeIntake intake) {
    for (LogBridge bridge : ServiceLoader.load(LogBridge.class)) {
      if (bridge.isActive()) {
        bridges.add(bridge.install(intake));
      }
    }
  }

  /** The Obs to hand to the code under test. */
  public Obs obs() {
    return obs;
  }

  /** What it records. */
  public RecordedLog log() {
    return log;
  }

  /**
   * The temporary home.
   *
   * @throws IllegalStateException where {@link Builder#temporaryHome()} was not called
   */
  public Path home() {
    if (home == null) {
      throw new IllegalStateException("there is no home: call temporaryHome() on the builder");
    }
    return home;
  }

  /** Makes this thread, for the time of a test, this recorder's. */
  ThreadBinding bindThread() {
    return ThreadBinding.of(owner);
  }

  private Health health() {
    Health closed = last;
    return closed == null ? obs.health() : closed;
  }

  /**
   * Ends in order: bridges, then the Obs, then the temporary home. Scopes that were left open are
   * taken off this thread. The log stays readable. Idempotent.
   */
  @Override
  public synchronized void close() {
    if (last != null) {
      return;
    }
    bridges.forEach(LogBridge.Installation::close);
    owner.close();
    binding.close();
    last = obs.close(CLOSE);
    if (home != null) {
      TemporaryHome.delete(home);
    }
  }

  /** Settings of a recorder. May open several, one after the other or at once. Threads: one. */
  public static final class Builder {

    private String service = "test";
    private String component = "test";
    private TimeSource clock = TimeSource.SYSTEM;
    private @Nullable IdSource ids;
    private boolean withHome;
    private boolean bridged = true;
    private Consumer<ObsBuilder> more = builder -> {};

    private Builder() {}

    /** The service's name. Default: {@code test}. */
    public Builder service(String name) {
      service = name;
      return this;
    }

    /** The component's name. Default: {@code test}. */
    public Builder component(String name) {
      component = name;
      return this;
    }

    /** The clocks, such as a {@link FakeClock}. Default: the system's. */
    public Builder clock(TimeSource source) {
      clock = source;
      return this;
    }

    /** Where ids come from, such as {@link FakeIds}. Default: random. */
    public Builder ids(IdSource source) {
      ids = source;
      return this;
    }

    /** A new folder as the home, deleted when the recorder closes. Default: no home. */
    public Builder temporaryHome() {
      withHome = true;
      return this;
    }

    /** Leaves the lines of the application's loggers alone. Default: they are recorded. */
    public Builder withoutLogBridge() {
      bridged = false;
      return this;
    }

    /** Any other setting of the Obs; called last, each time that a recorder opens. */
    public Builder settings(Consumer<ObsBuilder> settings) {
      more = more.andThen(settings);
      return this;
    }

    /**
     * Opens a recorder.
     *
     * @throws io.streamobs.ConfigurationException when a setting cannot be used
     */
    public ObsRecorder open() {
      Path folder = withHome ? TemporaryHome.create() : null;
      try {
        return new ObsRecorder(this, folder);
      } catch (RuntimeException | Error e) {
        if (folder != null) {
          TemporaryHome.delete(folder);
        }
        throw e;
      }
    }

    private Obs open(OwnRecords sink, @Nullable Path home) {
      ObsBuilder builder =
          Obs.builder()
              .standalone()
              .service(service)
              .component(component)
              .clock(clock)
              .healthEvery(Duration.ZERO) // a test that turns the clock did not ask for it
              .sink(sink, RecordedLog.OPTIONS);
      if (ids != null) {
        builder.ids(ids);
      }
      if (home != null) {
        builder.home(home);
      }
      more.accept(builder);
      return builder.open();
    }
  }
}
