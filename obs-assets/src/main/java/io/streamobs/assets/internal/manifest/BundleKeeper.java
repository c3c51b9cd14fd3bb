package io.streamobs.assets.internal.manifest;

import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalFile;
import io.streamobs.assets.internal.journal.JournalSink;
import io.streamobs.assets.internal.resources.ProcessMeter;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.ServiceThread;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.LiveMark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks after the bundles of an Obs: brings journals to the disk now and then,
 * and makes manifests of them.
 *
 * <p>Failure: what fails is said once for each time that it lasts, and tried again.
 */
public final class BundleKeeper implements HomePlugin.Installation {

  private static final long TURN = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long BETWEEN_READS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long BETWEEN_MANIFESTS = TimeUnit.SECONDS.toNanos(1);
  // So that writing them takes a twentieth of the time, however slow the disk is.
  private static final int SHARE = 20;
  private static final long MOST_BEHIND = TimeUnit.SECONDS.toNanos(10);
  private static final long QUIET = TimeUnit.SECONDS.toNanos(30);
  // What other instances write of a run is looked for so often where this one writes nothing.
  private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(10);
  private static final long IDLE_TURN = TimeUnit.SECONDS.toNanos(1);

  /** A run that this instance takes part in. */
  private static final class Work {
    final RunDeriver deriver;
    long touchedNanos = System.nanoTime();
    long nextRead = touchedNanos;
    long nextWrite = touchedNanos;
    long nextLook = touchedNanos;
    boolean isBehind;

    Work(RunDeriver deriver) {
      this.deriver = deriver;
    }
  }

  private final Disk disk;
  private final Path home;
  private final String instanceId;
  private final JournalSink sink;
  private final StageFolders stageFolders;
  private final ProcessMeter meter;
  private final BooleanSupplier contentsForced;
  private final long syncNanos;
  private final ServiceThread thread = new ServiceThread("obs-bundles", this::run);
  private final Map<RunFolder, Work> runs = new LinkedHashMap<>();
  private final Set<JournalFile> unforced = new HashSet<>();
  private final Recovery recovery;
  private long nextRecovery = System.nanoTime();
  private boolean recovered;
  private long nextSync = System.nanoTime();
  private @Nullable LiveMark mark;
  private volatile boolean ending;

  /**
   * @param contentsForced whether all contents would outlive a cut of the power
   * @param syncEvery how much time a power cut may take
   */
  public BundleKeeper(
      Disk disk,
      Path home,
      String instanceId,
      JournalSink sink,
      StageFolders stageFolders,
      ProcessMeter meter,
      BooleanSupplier contentsForced,
      Duration syncEvery) {
    this.disk = disk;
    this.home = home;
    this.instanceId = instanceId;
    this.sink = sink;
    this.stageFolders = stageFolders;
    this.meter = meter;
    this.contentsForced = contentsForced;
    this.syncNanos = syncEvery.toNanos();
    this.recovery = new Recovery(disk, home, new StageFolders(disk, home), sink::recoveredBundle);
  }

  public void start() {
    markAtOnce();
    thread.start();
  }

  // Before there is a journal: nobody finishes that of a process which is killed and has no mark.
  private void markAtOnce() {
    try {
      mark();
    } catch (IOException | RuntimeException e) { // the thread tries again, and says so
      return;
    }
  }

  @Override
  public void close(Duration deadline) {
    ending = true;
    thread.awaitEnd(deadline);
  }

  // The mark first: what this instance does while it looks after others is known to be alive.
  private void run() {
    guarded("the mark of a live instance", this::mark);
    recover(System.nanoTime());
    while (!ending) {
      guarded("a bundle", this::turn);
      LockSupport.parkNanos(this, runs.isEmpty() ? IDLE_TURN : TURN);
    }
    guarded("a bundle", this::last);
  }

  private void recover(long begun) {
    if (!recovered && begun - nextRecovery >= 0) {
      recovered = guarded("the bundle of an earlier process", recovery::run);
      nextRecovery = next(begun);
    }
  }

  private static long next(long begun) {
    long now = System.nanoTime();
    long pause = Math.min((now - begun) * SHARE, MOST_BEHIND);
    return now + Math.max(BETWEEN_MANIFESTS, pause);
  }

  private void mark() throws IOException {
    if (mark == null) {
      mark = LiveMark.make(disk, home, instanceId);
    }
  }

  private void turn() {
    long now = System.nanoTime();
    take(now);
    recover(now);
    if (!runs.isEmpty()) {
      meter.look();
    }
    if (now - nextSync >= 0) {
      nextSync = now + syncNanos;
      force();
    }
    for (Iterator<Work> each = runs.values().iterator(); each.hasNext(); ) {
      Work work = each.next();
      boolean isDue = work.isBehind || now - work.nextLook >= 0;
      if (isDue && now - work.nextRead >= 0) {
        derive(work);
      }
      boolean isQuiet = now - work.touchedNanos > QUIET && !work.deriver.isOpenHere();
      if (isQuiet && finish(work)) {
        stageFolders.forget(work.deriver.folder());
        each.remove();
      }
    }
  }

  private void take(long now) {
    for (JournalFile journal : sink.takeTouched()) {
      unforced.add(journal);
      Work work =
          runs.computeIfAbsent(
              journal.folder(),
              of -> new Work(new RunDeriver(disk, home, of, stageFolders, instanceId)));
      work.touchedNanos = now;
      work.isBehind = true;
    }
    guarded("the mark of a live instance", this::mark);
  }

  private void force() {
    for (Iterator<JournalFile> each = unforced.iterator(); each.hasNext(); ) {
      JournalFile journal = each.next();
      if (guarded("a journal", journal::force)) {
        each.remove();
      }
    }
  }

  // Journals are read on all the time, for little to be left at the end.
  private void derive(Work work) {
    boolean isRead = guarded("what is made of a journal", work.deriver::read);
    long begun = System.nanoTime();
    work.nextRead = begun + BETWEEN_READS;
    work.nextLook = begun + BETWEEN_LOOKS;
    if (!isRead || begun - work.nextWrite < 0) {
      return;
    }
    work.isBehind = true;
    guarded("a manifest", () -> work.isBehind = !work.deriver.write());
    work.nextWrite = next(begun);
  }

  private boolean finish(Work work) {
    return guarded("a manifest", () -> finish(work.deriver, ending));
  }

  private static void finish(RunDeriver deriver, boolean ending) throws IOException {
    deriver.read();
    deriver.writeLast(ending);
    deriver.close();
  }

  // What is not finished is left to the next instance, which knows by the mark.
  private void last() throws IOException {
    take(System.nanoTime());
    force();
    boolean all = true;
    for (Work work : runs.values()) {
      all &= finish(work);
    }
    LiveMark own = mark;
    if (own != null && all && contentsForced.getAsBoolean()) {
      own.close();
    } else if (own != null) {
      own.leave();
    }
  }

  private boolean guarded(String what, FileWork work) {
    String message = what + " could not be written";
    try {
      work.run();
      sink.recovered(message);
      return true;
    } catch (Throwable e) { // out of memory, say; the thread has other runs to look after
      tell(message, e);
      return false;
    }
  }

  private void tell(String message, Throwable cause) {
    try {
      sink.trouble(message, cause);
    } catch (Throwable noMemoryForThat) {
      return;
    }
  }
}
