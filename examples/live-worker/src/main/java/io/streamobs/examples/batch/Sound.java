package io.streamobs.examples.batch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Samples of a WAV file of 16 bits, mono. */
final class Sound {

  private static final int RIFF_HEADER = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int DATA = 0x61746164; // "data"
  private static final double FULL_SCALE = 32_768;
  private static final double SILENCE_DB = -120;

  private final short[] samples;

  private Sound(short[] samples) {
    this.samples = samples;
  }

  /**
   * @throws IOException when it has no samples
   */
  static Sound read(Path wav) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(wav)).order(ByteOrder.LITTLE_ENDIAN);
    int at = RIFF_HEADER;
    while (at + CHUNK_HEADER <= file.limit()) {
      int kind = file.getInt(at);
      long size = Integer.toUnsignedLong(file.getInt(at + Integer.BYTES));
      at += CHUNK_HEADER;
      if (kind == DATA) {
        short[] samples = new short[(int) Math.min(size, file.limit() - at) / Short.BYTES];
        file.position(at).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new Sound(samples);
      }
      at = (int) Math.min(Integer.MAX_VALUE - CHUNK_HEADER, at + size + (size & 1));
    }
    throw new IOException(wav + " has no samples");
  }

  int length() {
    return samples.length;
  }

  /** The level from one sample to another, in dB of full scale. */
  double level(int from, int to) {
    double sum = 0;
    int end = Math.min(to, samples.length);
    for (int i = Math.max(0, from); i < end; i++) {
      sum += (double) samples[i] * samples[i];
    }
    double mean = sum / Math.max(1, end - Math.max(0, from));
    return mean == 0 ? SILENCE_DB : 10 * Math.log10(mean / (FULL_SCALE * FULL_SCALE));
  }
}
