package io.streamobs.assets.internal.capture;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.audit.AuditKey;
import io.streamobs.spi.HomeContext;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Puts on the audit that contents are captured, and that they are not any more.
 *
 * <p>Threads: one. Failure: {@code troubles} hears of it; the log and the journals say the same.
 */
final class CaptureAudit {

  private static final long BETWEEN_ATTEMPTS = TimeUnit.MINUTES.toNanos(1);

  private final Audit audit;
  private final String actor;
  private final Capture capture;
  private final Consumer<Exception> troubles;
  private boolean due = true;
  private long notBefore = System.nanoTime();
  private boolean begun;

  CaptureAudit(Disk disk, HomeContext context, Capture capture, Consumer<Exception> troubles) {
    AuditKey key = AuditKey.outside(context::setting);
    this.audit =
        Audit.of(
            disk, context.home(), key, () -> Instant.ofEpochMilli(context.clock().epochMillis()));
    this.actor = "capture of " + context.process().instanceId();
    this.capture = capture;
    this.troubles = troubles;
  }

  /** Contents are captured from now on, if they are; said once, tried again where it fails. */
  void begin() {
    CaptureOrder order = capture.order();
    if (due && order != null && capture.isOn() && System.nanoTime() - notBefore >= 0) {
      begun =
          append(
              AuditEntry.of("capture_started", actor, order.reason())
                  .with("until", order.until())
                  .with("max_bytes", order.maxBytes()));
      due = !begun;
      notBefore = System.nanoTime() + BETWEEN_ATTEMPTS;
    }
  }

  /** Contents are not captured any more; said once. */
  void end(String why) {
    if (begun) {
      begun = false;
      append(AuditEntry.of("capture_ended", actor, why).with("bytes", capture.budget().taken()));
    }
  }

  private boolean append(AuditEntry entry) {
    try {
      audit.append(entry);
      return true;
    } catch (IOException | RuntimeException e) {
      troubles.accept(e);
      return false;
    }
  }
}
