package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordingSinkTest extends RecordSinkContract {

  private final RecordingSink sink = new RecordingSink();

  static byte[] bytes(RecordingSink sink) {
    return sink.lines().stream()
        .collect(Collectors.joining("\n", "", sink.lines().isEmpty() ? "" : "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected RecordSink newSink() {
    return sink;
  }

  @Override
  protected byte[] written() {
    return bytes(sink);
  }

  @Test
  void lines_cutByThePieces_areJoined() {
    sink.write(ByteBuffer.wrap(new byte[] {'a', (byte) 0xC3}));
    assertThat(sink.lines()).isEmpty();
    sink.write(ByteBuffer.wrap(new byte[] {(byte) 0xA9, '\n', 'b'}));

    assertThat(sink.lines()).containsExactly("aé");
  }
}
