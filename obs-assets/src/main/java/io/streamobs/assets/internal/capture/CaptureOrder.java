package io.streamobs.assets.internal.capture;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * That contents are to be captured.
 *
 * @param reason why, for whoever reads the audit
 * @param until not from then on
 * @param maxBytes how much at most
 */
public record CaptureOrder(String reason, Instant until, long maxBytes) {

  /** For the record: also whose process it is. */
  Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("reason", reason);
    details.put("until", until.toString());
    details.put("max_bytes", maxBytes);
    details.put("user", System.getProperty("user.name", ""));
    return details;
  }
}
