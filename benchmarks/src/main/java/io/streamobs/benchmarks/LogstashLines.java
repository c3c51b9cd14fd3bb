package io.streamobs.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;

/** How a LogstashEncoder comes to write lines with our fields. */
final class LogstashLines {

  private static final String LEFT_OUT = LogstashFieldNames.IGNORE_FIELD_INDICATOR;

  private LogstashLines() {}

  /** One that is started; which fields there are depends on what is logged. */
  static LogstashEncoder encoder(LoggerContext context, Workload workload) {
    boolean line = workload == Workload.LINE;
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.setTimeZone("UTC");
    encoder.setFieldNames(names(line));
    encoder.setCustomFields(
        "{\"service\":\"%s\",\"component\":\"%s\"%s}"
            .formatted(
                LogbackContext.SERVICE,
                LogbackContext.COMPONENT,
                line ? ",\"event\":\"log_message\"" : ""));
    encoder.start();
    return encoder;
  }

  // An outcome has no logger and no thread in our record, and brings its event with it.
  private static LogstashFieldNames names(boolean line) {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("ts");
    names.setVersion(LEFT_OUT);
    names.setLevelValue(LEFT_OUT);
    names.setLogger(line ? "logger" : LEFT_OUT);
    names.setThread(line ? "thread" : LEFT_OUT);
    return names;
  }
}
