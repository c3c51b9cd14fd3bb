package io.streamobs;

import io.streamobs.internal.Identity;
import io.streamobs.internal.SystemIds;
import io.streamobs.internal.UncaughtExceptions;
import io.streamobs.internal.UncaughtRecord;
import io.streamobs.internal.config.Checks;
import io.streamobs.internal.config.Settings;
import io.streamobs.internal.pipeline.Pipeline;
import io.streamobs.internal.pipeline.PipelineOptions;
import io.streamobs.spi.ContextListener;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.TimeSource;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The root of this process: its instance id, its session id, its pipeline. The one piece of static
 * state of this library, because a logging library configures itself before any code of the
 * application runs and must find the same pipeline as the {@link Obs} that opens later.
 *
 * <p>Settings, as system property or environment variable: {@code obs.service}, {@code
 * obs.component}, {@code obs.session.id}, {@code obs.correlation.id}, {@code obs.queue.capacity},
 * {@code obs.text.chars}, {@code obs.redact.words}.
 *
 * <p>Threads: any.
 */
public final class ObsProcess {

  private static final SystemIds IDS = new SystemIds();
  private static final boolean INHERITED =
      Checks.isOutsideId(Settings.ofProcess().text("obs.correlation.id"));
  private static final Identity START = startIdentity();
  private static final CopyOnWriteArrayList<ContextListener> LISTENERS =
      new CopyOnWriteArrayList<>();

  private static volatile CorrelationContext context = new CorrelationContext(START, null, null, 0);
  private static @Nullable Pipeline pipeline;
  private static @Nullable Object binding;

  private ObsProcess() {}

  /** The id of this process; new with each start. */
  public static String instanceId() {
    return START.instanceId();
  }

  /**
   * The id of the execution of an application that this process is part of: {@code OBS_SESSION_ID}
   * where a parent process handed one down, else new.
   */
  public static String sessionId() {
    return START.sessionId();
  }

  /** The context of records outside any scope. */
  public static CorrelationContext context() {
    return context;
  }

  /**
   * From now on makes an event {@code uncaught_exception} of each exception that ends a thread, and
   * hands it on to the handler from before. An {@link Obs} does so by default; done twice, an
   * exception still is one event.
   *
   * @return ends that
   */
  public static AutoCloseable captureUncaught() {
    RecordPipeline target = pipeline();
    return UncaughtExceptions.install(
        (thread, thrown) ->
            target.offer(
                new UncaughtRecord(
                    System.currentTimeMillis(), CorrelationContext.current(), thread, thrown)));
  }

  /**
   * The pipeline of this process. Runs while a sink is attached. Takes a lock: to be looked up
   * once, not for each record.
   *
   * @throws ConfigurationException when its settings cannot be used
   */
  public static synchronized RecordPipeline pipeline() {
    return rootPipeline();
  }

  static synchronized Pipeline rootPipeline() {
    Pipeline root = pipeline;
    if (root == null) {
      root =
          new Pipeline(
              PipelineOptions.of("process", Settings.ofProcess()),
              TimeSource.SYSTEM,
              ObsProcess::context);
      pipeline = root;
    }
    return root;
  }

  /**
   * From now on tells {@code listener} when a thread's current context changes.
   *
   * @return ends that
   */
  public static AutoCloseable addContextListener(ContextListener listener) {
    LISTENERS.add(listener);
    Current.listeners(LISTENERS.toArray(new ContextListener[0]));
    return () -> {
      LISTENERS.remove(listener);
      Current.listeners(LISTENERS.toArray(new ContextListener[0]));
    };
  }

  /** Whether a parent process handed its work's id down; a child never replaces it. */
  static boolean inheritsCorrelation() {
    return INHERITED;
  }

  static SystemIds ids() {
    return IDS;
  }

  /** The first {@code Obs} that opens names the process; says whether it was this one. */
  static synchronized boolean bind(Object owner, Identity named) {
    if (binding != null) {
      return false;
    }
    binding = owner;
    context = new CorrelationContext(named, null, null, 0);
    return true;
  }

  /** Whether an {@code Obs} has named the process and is still open. */
  static synchronized boolean isBound() {
    return binding != null;
  }

  static synchronized void unbind(Object owner) {
    if (binding == owner) {
      binding = null;
    }
  }

  // Never fails: a setting that cannot be used is refused when an Obs opens, not when a class
  // loads.
  private static Identity startIdentity() {
    Settings settings = Settings.ofProcess();
    String service = settings.text("obs.service", defaultService());
    String component = settings.text("obs.component", "main");
    return Identity.ofProcess(
        service,
        component,
        IDS.instanceId(System.currentTimeMillis()),
        outsideOrNew(settings.text("obs.session.id")),
        outsideOrNew(settings.text("obs.correlation.id")));
  }

  private static String outsideOrNew(@Nullable String id) {
    return id != null && Checks.isOutsideId(id) ? id : IDS.correlationId();
  }

  private static String defaultService() {
    String command = System.getProperty("sun.java.command", "").strip();
    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    main = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
    String name = main.endsWith(".jar") ? main.substring(0, main.length() - 4) : simple(main);
    return name.isBlank() ? "application" : name;
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
