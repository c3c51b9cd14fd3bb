package io.streamobs.examples.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one form in which audio travels inside the worker: 48 kHz, stereo, 32-bit float. */
final class Pcm {
  static final int SAMPLE_RATE = 48_000;
  static final int CHANNELS = 2;
  static final int BYTES_PER_SAMPLE = Float.BYTES;
  static final int BYTES_PER_SECOND = SAMPLE_RATE * CHANNELS * BYTES_PER_SAMPLE;

  /** The same for ffmpeg. */
  static final String FORMAT = "-f f32le -ac " + CHANNELS + " -ar " + SAMPLE_RATE;

  private Pcm() {}

  /** Interleaved samples; what is left of a torn last sample is cut off. */
  static float[] samples(byte[] bytes) {
    int count = length(bytes) * CHANNELS;
    float[] samples = new float[count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(samples);
    for (int i = 0; i < count; i++) {
      // A single NaN from a broken float file would stay in the filters' memory for good.
      samples[i] = Float.isFinite(samples[i]) ? samples[i] : 0f;
    }
    return samples;
  }

  /** In samples of one channel. */
  static int length(byte[] bytes) {
    return bytes.length / (BYTES_PER_SAMPLE * CHANNELS);
  }

  static byte[] bytes(float[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(samples.length * BYTES_PER_SAMPLE);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(samples);
    return bytes.array();
  }

  static long toMillis(long position) {
    return Math.round(position * 1000.0 / SAMPLE_RATE);
  }

  static double toSeconds(long position) {
    return (double) position / SAMPLE_RATE;
  }
}
