package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AdtsFramesTest {
  private final byte[] three = join(frame(7, 'a'), frame(300, 'b'), frame(2100, 'c'));

  @Test
  void frames_areCutWhole() throws IOException {
    assertThat(AdtsFrames.cut(three, 0, 3)).isEqualTo(three);
    assertThat(AdtsFrames.cut(three, 1, 1)).isEqualTo(frame(300, 'b'));
    assertThat(AdtsFrames.cut(three, 1, 2)).isEqualTo(join(frame(300, 'b'), frame(2100, 'c')));
    assertThat(AdtsFrames.cut(three, 3, 0)).isEmpty();
  }

  @Test
  void missingFrame_isAnError() {
    assertThatThrownBy(() -> AdtsFrames.cut(three, 2, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("fewer");
  }

  @Test
  void tornFrame_isAnError() {
    byte[] torn = Arrays.copyOf(three, three.length - 1);
    assertThatThrownBy(() -> AdtsFrames.cut(torn, 0, 3)).hasMessageContaining("cut off");
  }

  @Test
  void otherBytes_areAnError() {
    assertThatThrownBy(() -> AdtsFrames.cut(new byte[100], 0, 1)).hasMessageContaining("No AAC");
  }

  private static byte[] frame(int bytes, char content) {
    byte[] frame = new byte[bytes];
    Arrays.fill(frame, (byte) content);
    frame[0] = (byte) 0xff;
    frame[1] = (byte) 0xf1;
    frame[2] = 0x4c;
    frame[3] = (byte) (0x80 | bytes >> 11);
    frame[4] = (byte) (bytes >> 3);
    frame[5] = (byte) (bytes << 5 | 0x1f);
    frame[6] = (byte) 0xfc;
    return frame;
  }

  private static byte[] join(byte[]... frames) {
    byte[] joined = new byte[0];
    for (byte[] frame : frames) {
      int length = joined.length;
      joined = Arrays.copyOf(joined, length + frame.length);
      System.arraycopy(frame, 0, joined, length, frame.length);
    }
    return joined;
  }
}
