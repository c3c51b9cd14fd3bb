package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a fragment as a WAV file, which every tool opens. */
final class Wav {
  private static final int HEADER_BYTES = 44;
  private static final short FORMAT_PCM = 1;
  private static final int BYTES_PER_FRAME = Pcm.CHANNELS * Short.BYTES;

  private Wav() {}

  static byte[] bytes(AudioFragment fragment) {
    int dataBytes = fragment.length() * BYTES_PER_FRAME;
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    header(file, dataBytes);
    for (float sample : fragment.samples()) {
      file.putShort((short) Math.round(Math.max(-1f, Math.min(1f, sample)) * Short.MAX_VALUE));
    }
    return file.array();
  }

  private static void header(ByteBuffer file, int dataBytes) {
    file.put("RIFF".getBytes(US_ASCII)).putInt(HEADER_BYTES - 8 + dataBytes);
    file.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16);
    file.putShort(FORMAT_PCM).putShort((short) Pcm.CHANNELS);
    file.putInt(Pcm.SAMPLE_RATE).putInt(Pcm.SAMPLE_RATE * BYTES_PER_FRAME);
    file.putShort((short) BYTES_PER_FRAME).putShort((short) (Short.BYTES * 8));
    file.put("data".getBytes(US_ASCII)).putInt(dataBytes);
  }
}
