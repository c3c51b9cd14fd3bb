package io.streamobs.examples.live;

/**
 * One piece of the stream, a second long but for the last one.
 *
 * <p>Positions count samples of one channel from the start of the stream. The samples are shared,
 * not copied: nobody writes to them after the fragment is made.
 */
final class AudioFragment {
  private final long sequence;
  private final long start;
  private final float[] samples;
  private final boolean last;

  AudioFragment(long sequence, long start, float[] samples, boolean last) {
    this.sequence = sequence;
    this.start = start;
    this.samples = samples;
    this.last = last;
  }

  /** The same piece of the stream with other sound. */
  AudioFragment with(float[] newSamples) {
    return new AudioFragment(sequence, start, newSamples, last);
  }

  /** From 1. */
  long sequence() {
    return sequence;
  }

  long start() {
    return start;
  }

  long end() {
    return start + length();
  }

  /** In samples of one channel. */
  int length() {
    return samples.length / Pcm.CHANNELS;
  }

  /** Interleaved. */
  float[] samples() {
    return samples;
  }

  boolean last() {
    return last;
  }
}
