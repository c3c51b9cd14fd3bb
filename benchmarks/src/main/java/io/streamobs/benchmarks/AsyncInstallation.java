package io.streamobs.benchmarks;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;

/** The usual way to JSON lines that do not hold up their caller, with the context in the MDC. */
final class AsyncInstallation implements Installation {

  private static final String LEFT_OUT = LogstashFieldNames.IGNORE_FIELD_INDICATOR;

  private final LoggerContext context = LogbackContext.fresh();
  private final CountingAppender file = new CountingAppender();
  private final LogstashEncoder encoder = new LogstashEncoder();
  private final AsyncAppender async = new AsyncAppender();
  private final Logger log = LogbackContext.logger(context);

  /** Counts what arrives. */
  private static final class CountingAppender extends FileAppender<ILoggingEvent> {
    final AtomicLong appended = new AtomicLong();

    @Override
    protected void subAppend(ILoggingEvent event) {
      super.subAppend(event);
      appended.lazySet(appended.getPlain() + 1);
    }
  }

  AsyncInstallation(Path destination, boolean neverBlock) {
    file.setContext(context);
    file.setName("file");
    file.setFile(destination.toString());
    file.setEncoder(encoder);
    async.setContext(context);
    async.setName("async");
    async.setNeverBlock(neverBlock);
    async.addAppender(file);
    LogbackContext.add(context, async);
  }

  // The encoder's fields depend on what is logged, so it starts with the first caller.
  private synchronized void start(Workload workload) {
    if (!encoder.isStarted()) {
      configure(workload);
      encoder.start();
      file.start();
      async.start();
    }
  }

  private void configure(Workload workload) {
    LogstashFieldNames names = new LogstashFieldNames();
    names.setTimestamp("ts");
    names.setVersion(LEFT_OUT);
    names.setLevelValue(LEFT_OUT);
    boolean line = workload == Workload.LINE;
    names.setLogger(line ? "logger" : LEFT_OUT);
    names.setThread(line ? "thread" : LEFT_OUT);
    encoder.setContext(context);
    encoder.setTimeZone("UTC");
    encoder.setFieldNames(names);
    encoder.setCustomFields(
        "{\"service\":\"%s\",\"component\":\"%s\"%s}"
            .formatted(
                LogbackContext.SERVICE,
                LogbackContext.COMPONENT,
                line ? ",\"event\":\"log_message\"" : ""));
  }

  @Override
  public Caller caller(Workload workload) {
    start(workload);
    MdcScope scope = new MdcScope();
    return switch (workload) {
      case LINE -> {
        scope.enterStage();
        yield new LineCaller(log, scope::clear);
      }
      case OUTCOME -> new AsyncOutcomeCaller(log, scope);
      case STAGE -> new AsyncStageCaller(log, scope);
    };
  }

  @Override
  public double end(long calls) {
    LogbackContext.fresh(); // stops the appenders, which write what waits
    return 1 - (double) file.appended.get() / Math.max(1, calls);
  }
}
