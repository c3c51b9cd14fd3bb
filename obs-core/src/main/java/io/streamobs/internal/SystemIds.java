package io.streamobs.internal;

import io.streamobs.spi.IdSource;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifiers that are unique and say nothing, at no wait: a secret of the process from the
 * system's random source, mixed with the thread's own generator. They are opaque, not secret.
 */
public final class SystemIds implements IdSource {

  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final long high;
  private final long low;

  public SystemIds() {
    SecureRandom random = new SecureRandom();
    this.high = random.nextLong();
    this.low = random.nextLong();
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
    return compact(epochMillis) + "-" + suffix();
  }

  @Override
  public long span() {
    long span = high ^ ThreadLocalRandom.current().nextLong();
    return span == 0 ? 1 : span;
  }

  /** The id of this process: when it started, its number, and something random. */
  public String instanceId(long epochMillis) {
    return compact(epochMillis) + "-" + ProcessHandle.current().pid() + "-" + suffix();
  }

  private String suffix() {
    return HexFormat.of().toHexDigits(low ^ ThreadLocalRandom.current().nextLong()).substring(8);
  }

  private static String compact(long epochMillis) {
    return COMPACT.format(Instant.ofEpochMilli(epochMillis));
  }
}
