/** The way from Logback into the pipeline, and out of it to standard output and files. */
module io.streamobs.logback {
  requires java.logging;
  requires jul.to.slf4j;
  requires transitive ch.qos.logback.classic;
  requires transitive ch.qos.logback.core;
  requires transitive io.streamobs.core;
  requires static transitive org.jspecify;
  // Only where the application has them.
  requires static logstash.logback.encoder;
  requires static tools.jackson.core;
  requires static tools.jackson.databind;

  exports io.streamobs.logback;
  exports io.streamobs.logback.logstash;

  provides io.streamobs.spi.LogBridge with
      io.streamobs.logback.LogbackBridge;
}
