package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class FfmpegMessagesTest {
  @Test
  void duration_isRead() {
    FfmpegMessages messages = read("[info]   Duration: 01:02:03.45, start: 0.000000, bitrate: 1");
    assertThat(messages.durationMillis()).hasValue(3_723_450);
  }

  @Test
  void unknownDuration_isLeftOpen() {
    assertThat(read("[info]   Duration: N/A, bitrate: N/A").durationMillis()).isEmpty();
  }

  @Test
  void reason_isTheLastErrors_withoutWhereInFfmpegTheyAreFrom() {
    FfmpegMessages messages =
        read(
            """
            [mov,mp4,m4a @ 0x34f4de00] [error] one
            [error] two
            [warning] by the way
            [aac @ 0x1] [fatal] three
            To ignore this, add a trailing '?' to the map.
            [error] four
            """);
    assertThat(messages.reason()).isEqualTo("two; three; four");
    assertThat(messages.errors()).isEqualTo(4);
  }

  @Test
  void silence_isSaidToBeSo() {
    assertThat(read("").reason()).isEqualTo("it gave no reason");
  }

  private static FfmpegMessages read(String text) {
    FfmpegMessages messages = new FfmpegMessages(new ByteArrayInputStream(text.getBytes(UTF_8)));
    messages.run();
    return messages;
  }
}
