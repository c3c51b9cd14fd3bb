package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackCheckTest {
  @TempDir Path directory;

  @Test
  void segments_areCounted() throws IOException {
    write("index.m3u8", "#EXTM3U\n#EXTINF:1,\none.ts\n#EXTINF:1,\ntwo.ts\n");
    write("two.ts", "sound");
    assertThat(new PlaybackCheck(directory).check("index.m3u8")).isEqualTo(2);
  }

  @Test
  void missingSegment_isFound() throws IOException {
    write("index.m3u8", "#EXTM3U\n#EXTINF:1,\none.ts\n");
    assertThatThrownBy(() -> new PlaybackCheck(directory).check("index.m3u8"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/one.ts")
        .hasMessageContaining("404");
  }

  @Test
  void otherDirectories_areNotServed() throws IOException {
    Path inside = Files.createDirectories(directory.resolve("inside"));
    write("secret.m3u8", "#EXTM3U\nsecret\n");
    assertThatThrownBy(() -> new PlaybackCheck(inside).check("../secret.m3u8"))
        .hasMessageContaining("404");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }
}
