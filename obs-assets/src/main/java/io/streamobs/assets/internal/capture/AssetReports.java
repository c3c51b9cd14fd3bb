package io.streamobs.assets.internal.capture;

import io.streamobs.CorrelationContext;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.HomeContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.Level;

/** Says what became of assets, and of the capture of contents. Threads: any. */
final class AssetReports implements Drops.Reporter {

  private final HomeContext context;
  private final Capture capture;
  private long captured;
  private boolean over;

  AssetReports(HomeContext context, Capture capture) {
    this.context = context;
    this.capture = capture;
  }

  /** Contents are captured from now on, if they are to be and their time is not over. */
  synchronized void begin() {
    CaptureOrder order = capture.order();
    if (order == null || !capture.isOn()) {
      over = true;
      return;
    }
    context.report(
        Level.WARN,
        context.process(),
        LibraryEvent.CAPTURE_STARTED,
        null,
        "contents are captured until " + order.until() + ": " + order.reason(),
        order.details());
  }

  /** Contents are not captured any more; said once. */
  synchronized void end(String why) {
    if (over) {
      return;
    }
    over = true;
    context.report(
        Level.WARN,
        context.process(),
        LibraryEvent.CAPTURE_ENDED,
        null,
        "contents are not captured any more: " + why,
        Map.of("reason", why, "assets", captured, "size_bytes", capture.budget().taken()));
  }

  /**
   * @param found in the words of {@link Found}
   */
  void found(Item item, Map<String, Object> found) {
    if (found.containsKey(Found.CAPTURED)) {
      count();
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("asset", item.number());
    details.put("role", item.role().json());
    details.put("kind", item.kind());
    details.putAll(found);
    context.report(
        Level.DEBUG,
        item.where(),
        LibraryEvent.ASSET_RECORDED,
        null,
        item.role().json() + " " + item.kind() + outcome(found),
        details);
  }

  private synchronized void count() {
    captured++;
  }

  private static String outcome(Map<String, Object> found) {
    if (found.containsKey(Found.DROPPED)) {
      return " was dropped: " + found.get(Found.DROPPED);
    }
    if (found.containsKey(Found.GONE)) {
      return " was gone before it was read";
    }
    return found.containsKey(Found.CAPTURED) ? " was captured" : " was looked at";
  }

  @Override
  public void dropped(CorrelationContext where, String stage, String reason, long count) {
    context.report(
        Level.WARN,
        where,
        LibraryEvent.ASSETS_DROPPED,
        ObsErrors.ASSETS_DROPPED,
        count + " assets of stage " + stage + " were not recorded: " + reason,
        Map.of("stage", stage, "reason", reason, "count", count));
  }
}
