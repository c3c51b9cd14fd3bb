package io.streamobs.internal.encode;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes RFC 3339 timestamps in UTC with milliseconds; all but these is rendered once a second. */
final class Timestamps {

  private static final long DAY_SECONDS = 86_400;
  // RFC 3339 has four digits for the year.
  private static final long LEAST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
  private static final long MOST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private final ByteBuilder rendered = new ByteBuilder(32);
  private long second = Long.MIN_VALUE;

  void append(ByteBuilder out, long epochMillis) {
    long newSecond = Math.floorDiv(epochMillis, 1_000L);
    if (newSecond != second) {
      second = newSecond;
      render(Math.floorDiv(newSecond, DAY_SECONDS), (int) Math.floorMod(newSecond, DAY_SECONDS));
    }
    out.append(rendered.array(), 0, rendered.length());
    out.padded((int) Math.floorMod(epochMillis, 1_000L), 3);
    out.append('Z');
  }

  private void render(long day, int secondOfDay) {
    rendered.truncate(0);
    rendered.append(date(day));
    rendered.append('T');
    rendered.padded(secondOfDay / 3_600, 2);
    rendered.append(':');
    rendered.padded(secondOfDay / 60 % 60, 2);
    rendered.append(':');
    rendered.padded(secondOfDay % 60, 2);
    rendered.append('.');
  }

  private static byte[] date(long epochDay) {
    long bounded = Math.max(LEAST_DAY, Math.min(MOST_DAY, epochDay));
    return LocalDate.ofEpochDay(bounded).toString().getBytes(StandardCharsets.US_ASCII);
  }
}
