package io.streamobs.internal;

import io.streamobs.spi.IdSource;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifiers that are unique and say nothing, at no wait: a secret of the process from the
 * system's random source, mixed with the thread's own generator. They are opaque, not secret.
 */
public final class SystemIds implements IdSource {

  private static final String SYSTEM_SOURCE = "/dev/urandom";

  private final long high;
  private final long low;

  public SystemIds() {
    ByteBuffer random = ByteBuffer.wrap(random(2 * Long.BYTES));
    this.high = random.getLong();
    this.low = random.getLong();
  }

  // Each program that logs makes one of these before its first line, and would wait tens of
  // milliseconds for the security providers that a SecureRandom looks through.
  private static byte[] random(int count) {
    byte[] bytes = {};
    try (InputStream source = new FileInputStream(SYSTEM_SOURCE)) {
      bytes = source.readNBytes(count);
    } catch (IOException | RuntimeException e) {
      // This system has its source somewhere else.
    }
    if (bytes.length < count) {
      bytes = new byte[count];
      new SecureRandom().nextBytes(bytes);
    }
    return bytes;
  }

  @Override
  public String correlationId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long most = high ^ random.nextLong();
    long least = low ^ random.nextLong();
    return new UUID((most & ~0xF000L) | 0x4000L, (least & ~(3L << 62)) | (1L << 63)).toString();
  }

  @Override
  public String runId(long epochMillis) {
    return compact(epochMillis).append('-').append(suffix()).toString();
  }

  @Override
  public long span() {
    long span = high ^ ThreadLocalRandom.current().nextLong();
    return span == 0 ? 1 : span;
  }

  /** The id of this process: when it started, its number, and something random. */
  public String instanceId(long epochMillis) {
    return compact(epochMillis)
        .append('-')
        .append(ProcessHandle.current().pid())
        .append('-')
        .append(suffix())
        .toString();
  }

  private String suffix() {
    return HexFormat.of().toHexDigits(low ^ ThreadLocalRandom.current().nextLong()).substring(8);
  }

  // By hand: a formatter costs its first user more than a hundred classes, and so does "+".
  private static StringBuilder compact(long epochMillis) {
    long second = Math.floorDiv(epochMillis, 1_000L);
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(48);
    append(text, time.getYear(), 4);
    append(text, time.getMonthValue(), 2);
    append(text, time.getDayOfMonth(), 2);
    text.append('T');
    append(text, time.getHour(), 2);
    append(text, time.getMinute(), 2);
    append(text, time.getSecond(), 2);
    return text.append('Z');
  }

  private static void append(StringBuilder text, int number, int digits) {
    String shown = Integer.toString(number);
    for (int missing = digits - shown.length(); missing > 0; missing--) {
      text.append('0');
    }
    text.append(shown);
  }
}
