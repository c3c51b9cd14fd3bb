package io.streamobs.testkit;

import io.streamobs.RecordSinks;
import io.streamobs.spi.RecordSink;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The suite for SLF4J; run where {@link MessageLogging} is its provider. */
class Slf4jContract extends RecordSinkContract {

  @Override
  protected RecordSink newSink() {
    MessageLogging.MESSAGES.clear();
    return RecordSinks.slf4j();
  }

  @Override
  protected byte[] written() {
    return MessageLogging.MESSAGES.stream()
        .map(message -> message + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
