package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
  @TempDir Path scratch;

  @Test
  void file_isReadByFfmpeg_withTheSameSound() throws Exception {
    AudioFragment fragment = Tones.sine(-6, 0.5);
    Path file = Files.write(scratch.resolve("tone.wav"), Wav.bytes(fragment));

    float[] decoded = TestFfmpeg.decode(file);

    assertThat(decoded).hasSameSizeAs(fragment.samples());
    assertThat(decoded).containsExactly(fragment.samples(), within(1e-4f));
  }

  @Test
  void overload_isClipped() {
    byte[] file = Wav.bytes(new AudioFragment(1, 0, new float[] {7f, -7f}, true));
    assertThat(file).endsWith((byte) 0xff, (byte) 0x7f, (byte) 0x01, (byte) 0x80);
  }
}
