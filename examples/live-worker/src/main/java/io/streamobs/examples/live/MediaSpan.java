package io.streamobs.examples.live;

import java.time.Duration;

/** Where something lies in its media. */
record MediaSpan(Duration start, Duration end) {
  /** From positions in samples of one channel. */
  static MediaSpan of(long start, long end) {
    return new MediaSpan(
        Duration.ofMillis(Pcm.toMillis(start)), Duration.ofMillis(Pcm.toMillis(end)));
  }

  Duration length() {
    return end.minus(start);
  }
}
