package io.streamobs.benchmarks;

import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;

/** Lines through Log4j 2, by its own API. */
final class Log4jLog implements StalledContender.LineLog {

  private final LoggerContext context;
  private final Logger log;

  Log4jLog(LoggerContext context) {
    this.context = context;
    this.log = context.getLogger(Line.LOGGER);
  }

  @Override
  public void info(int n) {
    log.info(
        Line.PATTERN, Line.loudness(n), Line.gain(n), Line.peak(n), Line.samples(n), Line.clip(n));
  }

  @Override
  public void warn(int n) {
    log.warn(
        Line.PATTERN, Line.loudness(n), Line.gain(n), Line.peak(n), Line.samples(n), Line.clip(n));
  }

  @Override
  public void close() {
    Configurator.shutdown(context);
  }
}
