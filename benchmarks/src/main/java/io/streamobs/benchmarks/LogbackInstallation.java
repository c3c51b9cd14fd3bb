package io.streamobs.benchmarks;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.nio.file.Path;

/** The usual way to JSON lines: Logback and a LogstashEncoder, with the context in the MDC. */
final class LogbackInstallation implements Installation {

  private final LoggerContext context = LogbackContext.fresh();
  private final CountingFile file = new CountingFile();
  private final Appender<ILoggingEvent> front;
  private final Logger log = LogbackContext.logger(context);

  LogbackInstallation(Path destination, LogbackFront front) {
    this(destination, front, /* flush= */ true);
  }

  /**
   * @param flush whether each line is given to the system at once, as it is by default
   */
  LogbackInstallation(Path destination, LogbackFront front, boolean flush) {
    file.setContext(context);
    file.setName("file");
    file.setFile(destination.toString());
    file.setImmediateFlush(flush);
    this.front = front.before(context, file);
    if (this.front instanceof AsyncAppender async) {
      async.setMaxFlushTime(0); // else what still waits after a second is not written at the end
    }
  }

  // The encoder's fields depend on what is logged, so it starts with the first caller.
  private synchronized void start(Workload workload) {
    if (!file.isStarted()) {
      file.setEncoder(LogstashLines.encoder(context, workload));
      file.start();
      front.start();
      LogbackContext.add(context, front);
    }
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
      case OUTCOME -> new MdcOutcomeCaller(log, scope);
      case STAGE -> new MdcStageCaller(log, scope);
    };
  }

  @Override
  public double end(long calls) {
    LogbackContext.fresh(); // stops the appenders, which write what waits
    return Losses.share(calls, file.appended());
  }
}
