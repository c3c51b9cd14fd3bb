package io.streamobs.testkit;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a {@link FaultySink}. Told apart by identity: to set the same one again is a
 * new fault.
 */
final class SinkFault {

  static final SinkFault NONE = new SinkFault(Kind.NONE, null, 0);

  private enum Kind {
    NONE,
    STALLED,
    SLOW,
    FAILING,
    CLOSED,
    HALF
  }

  private final Kind kind;
  private final @Nullable Throwable thrown;
  private final long nanos;

  private SinkFault(Kind kind, @Nullable Throwable thrown, long nanos) {
    this.kind = kind;
    this.thrown = thrown;
    this.nanos = nanos;
  }

  static SinkFault stalled() {
    return new SinkFault(Kind.STALLED, null, Long.MAX_VALUE);
  }

  static SinkFault slow(Duration each) {
    return new SinkFault(Kind.SLOW, null, each.toNanos());
  }

  static SinkFault failing(Throwable thrown) {
    return new SinkFault(Kind.FAILING, thrown, 0);
  }

  static SinkFault closed(Throwable thrown) {
    return new SinkFault(Kind.CLOSED, thrown, 0);
  }

  static SinkFault half() {
    return new SinkFault(Kind.HALF, new IOException("No space left on device"), 0);
  }

  /** How long a write is held. */
  long nanos() {
    return nanos;
  }

  boolean isStall() {
    return kind == Kind.STALLED;
  }

  boolean isHalf() {
    return kind == Kind.HALF;
  }

  /** What is wrong once the half is written. */
  SinkFault afterHalf() {
    return new SinkFault(Kind.FAILING, thrown, 0);
  }

  void onOpen() throws IOException {
    if (kind == Kind.CLOSED) {
      fail();
    }
  }

  void onWrite() throws IOException {
    fail();
  }

  private void fail() throws IOException {
    if (thrown != null) {
      throw SinkFault.<IOException>asIs(thrown);
    }
  }

  // Sinks of others throw what they like, declared or not.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T asIs(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
