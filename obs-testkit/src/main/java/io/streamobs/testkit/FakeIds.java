package io.streamobs.testkit;

import io.streamobs.spi.IdSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that a test knows beforehand: runs {@code run-1}, {@code run-2}, …; correlation ids that
 * count up in the form of a UUID; spans 1, 2, …
 *
 * <p>Threads: any; which thread gets which id depends on who asks first.
 */
public final class FakeIds implements IdSource {

  private final AtomicLong correlations = new AtomicLong();
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong spans = new AtomicLong();

  /** All of them from 1. */
  public FakeIds() {}

  /** The correlation id that is given out as number {@code n}, from 1. */
  public static String correlationId(long n) {
    return "00000000-0000-4000-8000-" + HexFormat.of().toHexDigits(n, 12);
  }

  /** The text of the span that is given out as number {@code n}, from 1. */
  public static String spanId(long n) {
    return HexFormat.of().toHexDigits(n);
  }

  @Override
  public String correlationId() {
    return correlationId(correlations.incrementAndGet());
  }

  @Override
  public String runId(long epochMillis) {
    return "run-" + runs.incrementAndGet();
  }

  @Override
  public long span() {
    return spans.incrementAndGet();
  }
}
