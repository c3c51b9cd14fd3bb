package io.streamobs.benchmarks;

import java.util.function.Supplier;

/** Who renders the line. */
enum EncodingContender {
  OBS(ObsEncoding::new),
  LOGSTASH(LogstashEncoding::new),
  LOG4J(Log4jEncoding::new);

  private final Supplier<Encoding> encoding;

  EncodingContender(Supplier<Encoding> encoding) {
    this.encoding = encoding;
  }

  /** Alone in its process. */
  Encoding start() {
    return encoding.get();
  }
}
