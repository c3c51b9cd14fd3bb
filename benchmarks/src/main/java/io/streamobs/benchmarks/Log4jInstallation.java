package io.streamobs.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.filter.AbstractFilter;

/** Log4j 2 with its JSON template, and the context in its ThreadContext. */
final class Log4jInstallation implements Installation {

  private final LoggerContext context;
  private final Function<Logger, Caller> callers;
  private final Arrivals arrivals = new Arrivals();

  /**
   * @param callers what makes a caller of a logger
   */
  Log4jInstallation(LoggerContext context, Function<Logger, Caller> callers) {
    this.context = context;
    this.callers = callers;
    AbstractAppender output = context.getConfiguration().getAppender(Log4jSetup.OUTPUT);
    output.addFilter(arrivals);
  }

  @Override
  public Caller caller(Workload workload) {
    Correlation.enterFragment(ThreadContext::put);
    Correlation.enterStage(ThreadContext::put);
    return callers.apply(context.getLogger(Line.LOGGER));
  }

  @Override
  public double end(long calls) {
    Configurator.shutdown(context); // writes what waits
    return Losses.share(calls, arrivals.count.get());
  }

  /** Counts what comes to the appender that writes, and lets it pass. */
  private static final class Arrivals extends AbstractFilter {

    final AtomicLong count = new AtomicLong();

    @Override
    public Filter.Result filter(LogEvent event) {
      count.incrementAndGet();
      return Filter.Result.NEUTRAL;
    }
  }
}
