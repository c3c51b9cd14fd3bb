package io.streamobs.internal.encode;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes RFC 3339 timestamps in UTC with milliseconds; the date is rendered once a day. */
final class Timestamps {

  private static final long DAY_MS = 86_400_000L;
  // RFC 3339 has four digits for the year.
  private static final long LEAST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
  private static final long MOST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private long day = Long.MIN_VALUE;
  private byte[] date = {};

  void append(ByteBuilder out, long epochMillis) {
    long newDay = Math.floorDiv(epochMillis, DAY_MS);
    if (newDay != day) {
      day = newDay;
      date = date(newDay);
    }
    int millis = (int) Math.floorMod(epochMillis, DAY_MS);
    out.append(date);
    out.append('T');
    out.padded(millis / 3_600_000, 2);
    out.append(':');
    out.padded(millis / 60_000 % 60, 2);
    out.append(':');
    out.padded(millis / 1_000 % 60, 2);
    out.append('.');
    out.padded(millis % 1_000, 3);
    out.append('Z');
  }

  private static byte[] date(long epochDay) {
    long bounded = Math.max(LEAST_DAY, Math.min(MOST_DAY, epochDay));
    return LocalDate.ofEpochDay(bounded).toString().getBytes(StandardCharsets.US_ASCII);
  }
}
