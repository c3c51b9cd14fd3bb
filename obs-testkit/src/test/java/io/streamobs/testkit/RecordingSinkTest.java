package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

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
}
