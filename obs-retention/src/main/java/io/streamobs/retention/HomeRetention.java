package io.streamobs.retention;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.RetentionRefusedException;
import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTargets;
import io.streamobs.spi.SteadyTime;
import io.streamobs.spi.TimeSource;
import io.streamobs.spi.home.LiveMark;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is stored in a home: plans what goes, deletes it, deletes a run that somebody names, keeps
 * one that somebody pins. All of it is put on the home's {@link Audit}.
 *
 * <pre>{@code
 * HomeRetention retention = HomeRetention.of(home).actor("ada").build();
 * HomePlan plan = retention.plan(RetentionPolicies.read(file));
 * PurgeReport report = retention.apply(RetentionPolicies.read(file));
 * }</pre>
 *
 * <p>Threads: any; of all processes one at a time deletes, the others wait. Failure: an {@link
 * IOException} when nothing could be begun; what cannot be deleted stands in the report, and is
 * tried again by whoever comes next.
 */
public final class HomeRetention {

  private static final int AT_ONCE = 1_024;
  private static final String OPEN = "deletions that were begun";
  private static final Duration LONGEST_PIN = Duration.ofDays(3_660);

  private final Path home;
  private final String actor;
  private final Duration patience;
  private final TimeSource clock;
  private final boolean besideWork;
  private final Audit audit;
  private final Pins pins;
  private final Trash trash;
  private final HomeTurn turn;
  private final HomePlanning planning;
  private final List<RetentionTarget> targets;
  private final Backoff backoff;
  private volatile long lookNanos;

  HomeRetention(HomeRetentionBuilder builder) {
    this.home = builder.home;
    this.actor = builder.actor;
    this.patience = builder.patience;
    this.clock = builder.clock;
    this.besideWork = builder.besideWork;
    this.audit = Audit.of(builder.disk, home, builder.key, this::wallClock);
    this.targets = builder.targets != null ? builder.targets : found(home);
    this.pins = new Pins(builder.disk, home);
    this.trash = new Trash(builder.disk, home);
    this.turn = new HomeTurn(builder.disk, home, clock);
    this.backoff = new Backoff(clock::nanoTime);
    SteadyTime time = new SteadyTime(clock, builder.mostSilence);
    ClockDoubt doubt = new ClockDoubt(builder.disk, home);
    this.planning = new HomePlanning(home, targets, pins, time, doubt);
  }

  private static List<RetentionTarget> found(Path home) {
    List<RetentionTarget> targets = new ArrayList<>();
    ServiceLoader.load(RetentionTargets.class, HomeRetention.class.getClassLoader())
        .forEach(found -> targets.addAll(found.in(home)));
    return List.copyOf(targets);
  }

  /** Of this home, which is there. */
  public static HomeRetentionBuilder of(Path home) {
    return new HomeRetentionBuilder(home);
  }

  /** The audit of the home. */
  public Audit audit() {
    return audit;
  }

  /** What a policy would delete now. */
  public HomePlan plan(RetentionPolicies policies) throws IOException {
    return planning.plan(policies);
  }

  /**
   * Goes on with what was begun and not ended, plans, and deletes.
   *
   * @throws IOException when somebody else deletes here all the time, what there is cannot be
   *     listed, or the audit cannot be written
   */
  public PurgeReport apply(RetentionPolicies policies) throws IOException {
    return purged(() -> planning.plan(policies));
  }

  /**
   * The same, for who comes again.
   *
   * @param policies null where nothing is deleted by policy
   * @param stop asked now and then, to end early
   * @param listener hears what comes of each deletion
   * @return null when somebody else is at it
   */
  @Nullable PurgeReport applyUnlessBusy(
      @Nullable RetentionPolicies policies, BooleanSupplier stop, Purge.@Nullable Listener listener)
      throws IOException {
    Planner planner = policies == null ? planning::none : () -> planning.plan(policies);
    PurgeReport report = purged(Duration.ZERO, planner, stop, listener);
    if (report != null && policies != null && !stop.getAsBoolean()) {
      turn.noteOver(mark(policies));
    }
    return report;
  }

  private @Nullable PurgeReport purged(
      Duration wait, Planner planner, BooleanSupplier stop, Purge.@Nullable Listener listener)
      throws IOException {
    PurgeReport[] report = new PurgeReport[1];
    return turn.have(wait, () -> report[0] = purge(planner, stop, listener)) ? report[0] : null;
  }

  private PurgeReport purged(Planner planner) throws IOException {
    PurgeReport report = purged(patience, planner, () -> false, null);
    if (report == null) {
      throw busy();
    }
    return report;
  }

  /**
   * What would be deleted of a run.
   *
   * @throws NoSuchFileException when there is nothing of it
   */
  public HomePlan planRun(String streamId, String runId, RetentionPart part, String reason)
      throws IOException {
    HomePlan plan = planning.planRun(streamId, runId, part, reason);
    if (plan.plans().isEmpty()) {
      throw missing(streamId, runId);
    }
    return plan;
  }

  /**
   * Deletes a run.
   *
   * @param reason why, for the audit
   * @throws NoSuchFileException when there is nothing of it
   * @throws RetentionRefusedException when a live process works on it, or it is pinned
   */
  public PurgeReport purgeRun(String streamId, String runId, RetentionPart part, String reason)
      throws IOException {
    return purged(() -> allowed(planRun(streamId, runId, part, reason)));
  }

  private Instant wallClock() {
    return Instant.ofEpochMilli(clock.epochMillis());
  }

  private static HomePlan allowed(HomePlan plan) throws RetentionRefusedException {
    for (RetentionPlan each : plan.plans()) {
      for (RetentionItem item : each.kept()) {
        throw new RetentionRefusedException(item.id(), String.valueOf(item.kept()));
      }
    }
    return plan;
  }

  private NoSuchFileException missing(String streamId, String runId) {
    return new NoSuchFileException(
        home.toString(), null, "has nothing of run " + runId + " of stream " + streamId);
  }

  private interface Planner {
    HomePlan plan() throws IOException;
  }

  private PurgeReport purge(
      Planner planner, BooleanSupplier stop, Purge.@Nullable Listener listener) throws IOException {
    PurgeResults results = new PurgeResults(listener, backoff);
    goOn(results);
    long begun = workNanos();
    HomePlan plan = planner.plan();
    lookNanos = workNanos() - begun;
    plan.troubles().forEach(results::trouble);
    if (!plan.plans().isEmpty()) {
      audit.keepRoom();
      Purge purge = purge(results);
      for (RetentionPlan each : plan.plans()) {
        purge(purge, each, () -> stop.getAsBoolean() || results.unaudited());
      }
      unpinExpired(plan.now(), results);
      planning.noteDoubt();
      audit.keepRoom();
    }
    results.throwIfUnaudited();
    return results.report(plan, audit.head());
  }

  private Purge purge(PurgeResults results) {
    Purge purge = Purge.audited(audit, actor, results);
    return besideWork || LiveMark.isOfThisProcess(home) ? purge : purge.inTwoThreads();
  }

  private void goOn(PurgeResults results) throws IOException {
    if (backoff.isDue(OPEN)) {
      Set<String> pinned = planning.pinned(planning.now()).keySet();
      boolean all =
          new OpenPurges(audit, targets, trash, actor, wallClock()).finish(pinned, results);
      if (all) {
        backoff.worked(OPEN);
      } else {
        backoff.failed(OPEN);
      }
    }
  }

  private void purge(Purge purge, RetentionPlan plan, BooleanSupplier stop) {
    List<Deletion> all =
        plan.deletions().stream()
            .filter(deletion -> backoff.isDue(Backoff.key(plan.kind(), deletion)))
            .toList();
    RetentionTarget target = planning.target(plan.kind());
    for (int from = 0; target != null && from < all.size() && !stop.getAsBoolean(); ) {
      int to = Math.min(all.size(), from + AT_ONCE);
      purge.run(target, all.subList(from, to));
      from = to;
    }
  }

  private void unpinExpired(Instant now, PurgeResults results) throws IOException {
    for (Pins.Found pin : pins.all()) {
      Pin expired = pin.pin();
      if (expired != null && !pin.holds(now)) {
        try {
          pins.remove(pin.id());
        } catch (IOException e) {
          results.trouble("a pin that ended cannot be removed: " + e);
          continue;
        }
        audit.append(
            AuditEntry.of("pin_expired", actor, pin.reason())
                .with("streamId", expired.streamId())
                .with("runId", expired.runId()));
      }
    }
  }

  /**
   * Keeps a run from being deleted; instead of a pin that it may have.
   *
   * @param reason why, for the audit
   * @param until within ten years
   * @throws NoSuchFileException when there is nothing of it
   * @throws ConfigurationException when there is no reason, or no such time
   */
  public Pin pin(String streamId, String runId, String reason, Instant until) throws IOException {
    Instant now = wallClock();
    if (reason.isBlank()) {
      throw bad("reason", reason, "say why the run is kept");
    }
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_PIN))) {
      throw bad("until", until, "give a time to come, within ten years");
    }
    if (planning.planRun(streamId, runId, RetentionPart.ALL, reason).plans().isEmpty()) {
      throw missing(streamId, runId);
    }
    Pin pin = new Pin(streamId, runId, reason.strip(), actor, until);
    changed(
        () -> {
          audit.append(
              AuditEntry.of("run_pinned", actor, pin.reason())
                  .with("streamId", streamId)
                  .with("runId", runId)
                  .with("until", until));
          pins.put(pin);
        });
    return pin;
  }

  /**
   * Takes the pin of a run away.
   *
   * @param reason why, for the audit
   * @return whether there was one
   */
  public boolean unpin(String streamId, String runId, String reason) throws IOException {
    boolean[] was = new boolean[1];
    String id = Pins.id(streamId, runId);
    changed(
        () -> {
          was[0] = pins.isThere(id);
          if (was[0]) {
            audit.append(
                AuditEntry.of("run_unpinned", actor, reason)
                    .with("streamId", streamId)
                    .with("runId", runId));
            pins.remove(id);
          }
        });
    return was[0];
  }

  /** The pins that can be read, expired ones too. */
  public List<Pin> pins() throws IOException {
    List<Pin> found = new ArrayList<>();
    for (Pins.Found pin : pins.all()) {
      if (pin.pin() != null) {
        found.add(pin.pin());
      }
    }
    return found;
  }

  /**
   * The pins that cannot be read, and so hold without end: {@code <stream>/<run>}, as the names of
   * their files under {@code pins/} have them.
   */
  public List<String> unreadablePins() throws IOException {
    return pins.all().stream().filter(pin -> pin.pin() == null).map(Pins.Found::id).toList();
  }

  private void changed(HomeTurn.Work work) throws IOException {
    if (!turn.have(patience, work)) {
      throw busy();
    }
  }

  private FileSystemException busy() {
    return new FileSystemException(
        home.toString(), null, "another process deletes in it all the time; try again later");
  }

  /** Whether somebody, of whatever process, kept to these policies within that time. */
  boolean isJustApplied(Duration within, RetentionPolicies policies) throws IOException {
    return turn.isJustOver(within, mark(policies));
  }

  private static String mark(RetentionPolicies policies) {
    return Integer.toHexString(policies.hashCode());
  }

  // Of the processor: a disk that others keep busy is no reason to look less often.
  private static long workNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** What the last look at all that there is took, in time of the processor. */
  Duration lastLook() {
    return Duration.ofNanos(lookNanos);
  }

  private static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, key, value, remedy);
  }
}
