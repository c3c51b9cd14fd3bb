package io.streamobs.assets.internal.capture;

import io.streamobs.assets.internal.bundle.ContentForce;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalSink;
import io.streamobs.spi.AssetSink;
import io.streamobs.spi.HomeContext;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.ServiceThread;
import io.streamobs.spi.home.Disk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that looks at what stages named, and says what it found.
 *
 * <p>Failure: what fails is counted as dropped, and said; the next one is tried all the same.
 */
public final class AssetKeeper implements HomePlugin.Installation {

  private static final long BUSY_TURN = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long IDLE_TURN = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long STAYS_BUSY = TimeUnit.SECONDS.toNanos(1);
  // Beyond that, contents wait for the disk.
  private static final int MOST_UNFORCED = 10_000;
  private static final int FORCED_AT_ONCE = 16;
  // A run's beginning is on its way through the pipeline when its first asset comes. Until it is in
  // the journal somebody may take away an older bundle of the run.
  private static final long LONGEST_WAIT_FOR_RUN = TimeUnit.SECONDS.toNanos(2);
  private static final long BETWEEN_TROUBLES = TimeUnit.MINUTES.toNanos(1);
  private static final String TROUBLE = "an asset could not be looked at or kept";

  private final JournalSink journal;
  private final StageFolders stageFolders;
  private final Capture capture;
  private final AssetReports reports;
  private final CaptureAudit audit;
  private final Drops drops = new Drops();
  private final AssetQueue queue;
  private final AssetFiles files;
  private final ContentForce unforced;
  private final AssetRecorder recorder;
  private final ServiceThread thread = new ServiceThread("obs-assets", this::run);
  private long nextTrouble = System.nanoTime();
  // Waited for in vain: it ended long ago, or the disk refuses its journal.
  private @Nullable RunFolder unbegun;
  private volatile boolean ending;

  /**
   * @param order null where contents are not captured
   * @param mostHashed of larger files no checksum is made
   */
  public AssetKeeper(
      Disk disk,
      HomeContext context,
      JournalSink journal,
      StageFolders stageFolders,
      @Nullable CaptureOrder order,
      long mostHashed) {
    this.journal = journal;
    this.stageFolders = stageFolders;
    this.capture = new Capture(order, context.clock());
    this.reports = new AssetReports(context, capture);
    this.audit = new CaptureAudit(disk, context, capture, this::unaudited);
    this.queue = new AssetQueue(capture, drops);
    UnaryOperator<String> redaction = context.redaction();
    this.files = new AssetFiles(disk, context.home(), stageFolders, redaction);
    this.unforced = new ContentForce(disk);
    Contents contents = new Contents(disk, files, unforced, capture, redaction);
    this.recorder = new AssetRecorder(disk, files, contents, capture, mostHashed);
  }

  @Override
  public void opened() {
    reports.begin();
    thread.start();
  }

  /** Whether nothing is in hand any more, and all contents would outlive a cut of the power. */
  public boolean isForced() {
    return unforced.isEmpty() && !thread.isAlive();
  }

  /** Where stages hand over. */
  public AssetSink sink() {
    return queue;
  }

  @Override
  public void drain(Duration deadline) {
    ending = true;
    thread.awaitEnd(deadline);
    capture.close();
    dropRest();
  }

  // What the thread did not get to; it may be caught in one that hangs.
  private void dropRest() {
    for (Item item = queue.poll(); item != null; item = queue.poll()) {
      reports.found(item, Map.of(Found.DROPPED, Drops.CLOSED));
      drops.add(item.where(), Drops.CLOSED);
    }
    drops.reportAll(reports);
    reports.end("closed");
  }

  private void run() {
    long busyUntil = System.nanoTime();
    while (!ending || !queue.isEmpty() || (unforced.size() > 0 && force())) {
      boolean isBusy = turn();
      long now = System.nanoTime();
      if (isBusy) {
        busyUntil = now + STAYS_BUSY;
      } else {
        LockSupport.parkNanos(this, busyUntil - now > 0 ? BUSY_TURN : IDLE_TURN);
      }
    }
    audit.begin();
    audit.end("closed");
  }

  private void unaudited(Exception cause) {
    journal.trouble("that contents are captured could not be put on the audit", cause);
  }

  /** Whether there was something to do. */
  private boolean turn() {
    try {
      if (!capture.isOn()) {
        reports.end("expired");
        audit.end("expired");
      }
      audit.begin(); // before any of it is on the disk
      drops.report(reports);
      Item item = queue.poll();
      if (item == null) {
        return unforced.size() > 0 && force();
      }
      record(item);
      queue.done(item);
      return unforced.size() <= MOST_UNFORCED || force();
    } catch (Throwable e) { // out of memory, say; there are other turns
      return false;
    }
  }

  private boolean force() {
    try {
      unforced.force(FORCED_AT_ONCE);
      return true;
    } catch (Throwable e) { // tried again
      tell(e);
      return false;
    }
  }

  private void record(Item item) {
    try {
      awaitRun(files.bundle(item.where()));
      Map<String, Object> found = recorder.record(item);
      if (found.get(Found.DROPPED) instanceof String reason) {
        drops.add(item.where(), reason);
      }
      reports.found(item, found);
    } catch (Throwable e) { // a full disk, out of memory; others come
      failed(item, e);
    }
  }

  private void failed(Item item, Throwable cause) {
    try {
      drops.add(item.where(), Drops.FAILED);
      tell(cause);
      reports.found(item, Map.of(Found.DROPPED, Drops.FAILED, "cause", String.valueOf(cause)));
    } catch (Throwable noMemoryForThat) {
      return;
    }
  }

  // At most one a minute: a file that cannot be read may come with each fragment.
  private void tell(Throwable cause) {
    try {
      long now = System.nanoTime();
      if (now - nextTrouble >= 0) {
        nextTrouble = now + BETWEEN_TROUBLES;
        journal.recovered(TROUBLE);
        journal.trouble(TROUBLE, cause);
      }
    } catch (Throwable noMemoryForThat) {
      return;
    }
  }

  // Its stages have numbers by the order that it tells. Where that was lost there is none.
  private void awaitRun(RunFolder run) {
    long begun = System.nanoTime();
    while (!stageFolders.isDeclared(run) || !(journal.hasBegun(run) || run.equals(unbegun))) {
      if (System.nanoTime() - begun > LONGEST_WAIT_FOR_RUN) {
        stageFolders.declare(run, List.of());
        unbegun = run;
      } else {
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }
}
