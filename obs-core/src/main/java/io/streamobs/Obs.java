package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.ExitHook;
import io.streamobs.internal.config.Durations;
import io.streamobs.internal.pipeline.HealthDetails;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.SinkHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.event.Level;

/**
 * The way into this library for a worker: opens runs and pieces of work, and ends in order.
 *
 * <pre>{@code
 * try (Obs obs = Obs.builder().service("live-dub").component("worker").open();
 *     RunScope run = obs.run("stream-42").open();
 *     FragmentScope fragment = run.fragment(17).open()) {
 *   Audio audio = fragment.stage("normalise").call(stage -> normalise(chunk));
 * }
 * }</pre>
 *
 * <p>By default it is bound to the {@linkplain ObsProcess process}: its events take the same way as
 * the lines of the application's loggers. {@link ObsBuilder#standalone()} gives it a pipeline of
 * its own.
 *
 * <p>Threads: any. Failure: opening may throw {@link ConfigurationException}; nothing else throws.
 */
public final class Obs implements AutoCloseable {

  private final Core core;
  private final Duration closeDeadline;
  private final boolean ownsPipeline;
  private final List<SinkHandle> sinks;
  private final HomePlugins plugins;
  private final ExitHook exitHook;
  private final AutoCloseable uncaught;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);

  Obs(
      Core core,
      Duration closeDeadline,
      boolean ownsPipeline,
      List<SinkHandle> sinks,
      HomePlugins plugins,
      AutoCloseable uncaught) {
    this.core = core;
    this.closeDeadline = closeDeadline;
    this.ownsPipeline = ownsPipeline;
    this.sinks = List.copyOf(sinks);
    this.plugins = plugins;
    this.uncaught = uncaught;
    this.exitHook = new ExitHook("obs-close", this::close);
  }

  /** An Obs with settings of the program's own; those that it leaves out come from outside. */
  public static ObsBuilder builder() {
    return new ObsBuilder();
  }

  /**
   * An Obs whose settings all come from system properties and environment variables; see {@link
   * ObsBuilder}.
   *
   * @throws ConfigurationException when one of them cannot be used
   */
  public static Obs fromEnvironment() {
    return builder().open();
  }

  /**
   * A session of a stream.
   *
   * @param streamId any; one of more than 512 characters is shortened with a hash
   */
  public RunBuilder run(String streamId) {
    return new RunBuilder(core, streamId);
  }

  /**
   * A piece of work with a correlation id of its own.
   *
   * @param name what kind of work it is, such as {@code import}
   */
  public WorkBuilder work(String name) {
    return new WorkBuilder(core, name);
  }

  /** An event of the application's own, in the current scope of this Obs if there is one. */
  public EventBuilder event(String name) {
    Scope scope = Current.scope();
    CorrelationContext where = scope != null && scope.core == core ? scope.context() : core.context;
    return new EventBuilder(core, where, name);
  }

  /** The context of records outside any scope of this Obs. */
  public CorrelationContext context() {
    return core.context;
  }

  /**
   * What a child process needs to carry on session and correlation: variables for its environment.
   * The correlation id is that of the current scope.
   */
  public Map<String, String> childEnvironment() {
    CorrelationContext now = CorrelationContext.current();
    return Map.of("OBS_SESSION_ID", now.sessionId(), "OBS_CORRELATION_ID", now.correlationId());
  }

  /** The way that the records of this Obs take, for bridges and sinks that join it later. */
  public RecordPipeline pipeline() {
    return core.pipeline;
  }

  /** The ledgers of the pipeline, and what was redacted, cut and misused. */
  public Health health() {
    return withMisuse(core.pipeline.health());
  }

  /**
   * Waits until everything recorded before is written, dropped or failed. For tests and orderly
   * ends, not for a live thread.
   *
   * @return whether that came about in time
   */
  public boolean flush(Duration timeout) {
    return core.pipeline.flush(timeout);
  }

  /** The same as {@link #close(Duration)} with the deadline that it was built with. */
  @Override
  public void close() {
    close(closeDeadline);
  }

  /**
   * Ends in order: runs that are open are left unfinished, waiting records are written, sinks that
   * this Obs attached are closed. Returns by the deadline, whatever a sink does. Idempotent.
   *
   * @return the final ledgers
   */
  public Health close(Duration deadline) {
    long end = Durations.after(System.nanoTime(), deadline);
    if (closing.compareAndSet(false, true)) {
      try {
        return finish(end);
      } finally {
        closed.countDown();
        exitHook.remove();
      }
    }
    awaitOther(end);
    return health();
  }

  private Health finish(long end) {
    core.interruptOpenRuns("the Obs was closed");
    plugins.drain(left(end).dividedBy(2));
    core.pipeline.flush(
        left(end).dividedBy(2)); // for the ledger below to say what became of it all
    core.report(
        Level.INFO,
        core.context,
        LibraryEvent.INSTANCE_STOPPED,
        null,
        "instance stopped",
        HealthDetails.of(health()));
    core.close();
    closeQuietly(uncaught);
    if (core.notes != null) {
      core.notes.close(left(end).dividedBy(2)); // a home that hangs must not take all of it
    }
    Health last = ownsPipeline ? core.pipeline.close(left(end)) : leave(end);
    plugins.close(left(end));
    ObsProcess.unbind(core);
    return withMisuse(last);
  }

  // The pipeline goes on for the outputs of others; theirs are written as far as time allows.
  private Health leave(long end) {
    core.pipeline.flush(left(end));
    Health own = core.pipeline.close(sinks, left(end));
    List<Ledger> all = new ArrayList<>(own.sinks());
    all.addAll(core.pipeline.health().sinks());
    return new Health(own.queue(), all, own.redactions(), own.cut(), own.misuse(), own.failing());
  }

  private void awaitOther(long end) {
    try {
      boolean unusedInTime = closed.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void started(Map<String, ?> settings) {
    exitHook.install();
    core.report(
        Level.INFO,
        core.context,
        LibraryEvent.INSTANCE_STARTED,
        null,
        "instance started",
        settings);
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) { // an uninstalled handler has nothing left to lose
      return;
    }
  }

  private Health withMisuse(Health health) {
    return new Health(
        health.queue(),
        health.sinks(),
        health.redactions(),
        health.cut(),
        core.misuse.counts(),
        health.failing());
  }
}
