package io.streamobs.assets;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.assets.internal.capture.CaptureOrder;
import io.streamobs.spi.HomeContext;
import io.streamobs.spi.SettingText;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads and checks the order to capture contents: who gives it says why, and for how long. */
final class CaptureSettings {

  private static final String REASON = "obs.capture.reason";
  private static final String UNTIL = "obs.capture.until";
  private static final String BYTES = "obs.capture.bytes";
  private static final long DEFAULT_BYTES = 1L << 30;
  private static final int MOST_REASON = 1_000;
  private static final Duration LONGEST = Duration.ofDays(31);

  private CaptureSettings() {}

  /** The order from outside; null where there is none. */
  static @Nullable CaptureOrder outside(HomeContext context) {
    String reason = context.setting(REASON);
    String until = context.setting(UNTIL);
    String bytes = context.setting(BYTES);
    if (reason == null && until == null && bytes == null) {
      return null;
    }
    Long most = bytes == null ? Long.valueOf(DEFAULT_BYTES) : SettingText.bytes(bytes);
    return new CaptureOrder(
        reason(context.whereSet(REASON), reason),
        end(context.whereSet(UNTIL), until, until == null ? null : instant(until)),
        bytes(context.whereSet(BYTES), bytes, most));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** The program's own order. */
  static CaptureOrder checked(String reason, Instant until, long maxBytes) {
    return new CaptureOrder(
        reason("capture reason", reason),
        end("capture until", until, until),
        bytes("capture bytes", maxBytes, maxBytes));
  }

  private static String reason(String where, @Nullable String reason) {
    if (reason == null || reason.isBlank() || reason.length() > MOST_REASON) {
      throw bad(where, reason, "say why contents are captured: it stands in the record");
    }
    return reason;
  }

  // A time that is over is no mistake: the setting may outlive its purpose, and the worker starts.
  private static Instant end(String where, @Nullable Object value, @Nullable Instant end) {
    if (end == null || end.isAfter(Instant.now().plus(LONGEST))) {
      throw bad(
          where,
          value,
          "give when capture ends, within the next 31 days, such as 2026-11-22T18:00:00Z");
    }
    return end;
  }

  private static long bytes(String where, @Nullable Object value, @Nullable Long bytes) {
    if (bytes == null || bytes <= 0) {
      throw bad(where, value, "give how much is captured at most, such as 1GB");
    }
    return bytes;
  }

  private static ConfigurationException bad(String where, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_SETTING, where, value, remedy);
  }
}
