package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChunkerTest {
  @Test
  void fragments_joinWithoutGap() {
    Chunker chunker = new Chunker();
    AudioFragment first = chunker.cut(1, new byte[Pcm.BYTES_PER_SECOND], false);
    AudioFragment second = chunker.cut(2, new byte[Pcm.BYTES_PER_SECOND / 4], true);

    assertThat(first.start()).isZero();
    assertThat(first.end()).isEqualTo(Pcm.SAMPLE_RATE);
    assertThat(second.start()).isEqualTo(first.end());
    assertThat(second.length()).isEqualTo(Pcm.SAMPLE_RATE / 4);
    assertThat(second.last()).isTrue();
  }
}
