package io.streamobs.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.streamobs.spi.Snapshots;
import org.jspecify.annotations.Nullable;

/**
 * What an exception keeps alive that a line brought, in the unit of {@link
 * io.streamobs.spi.CapturedRecord#weight()}. Logback has asked for the stack already, so that its
 * frames can be counted.
 */
final class ThrownWeight {

  private static final int PROXY = 512;
  // As the JVM keeps it, as an element, and as Logback's.
  private static final int FRAME = 112;
  private static final int MOST = 64;
  // Tied into a knot, or of more parts than anybody reads.
  private static final int KNOT = 1 << 20;

  private int left = MOST;

  private ThrownWeight() {}

  static int of(IThrowableProxy thrown) {
    ThrownWeight walk = new ThrownWeight();
    long sum = walk.sum(thrown);
    return walk.left < 0 ? KNOT : (int) Math.min(sum, Integer.MAX_VALUE / 4);
  }

  private long sum(@Nullable IThrowableProxy first) {
    long sum = 0;
    for (IThrowableProxy at = first; at != null && --left >= 0; at = at.getCause()) {
      StackTraceElementProxy[] frames = at.getStackTraceElementProxyArray();
      sum += PROXY + Snapshots.weight(at.getMessage());
      sum += frames == null ? 0 : (long) FRAME * frames.length;
      IThrowableProxy[] suppressed = at.getSuppressed();
      for (int i = 0; suppressed != null && i < suppressed.length; i++) {
        sum += sum(suppressed[i]);
      }
    }
    return sum;
  }
}
