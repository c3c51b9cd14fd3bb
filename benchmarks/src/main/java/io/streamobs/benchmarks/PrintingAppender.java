package io.streamobs.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

/** Prints a line's message and nothing else, for what Logback takes without any appender's work. */
public final class PrintingAppender extends AppenderBase<ILoggingEvent> {

  public PrintingAppender() {}

  @Override
  protected void append(ILoggingEvent event) {
    System.out.println(event.getFormattedMessage());
  }
}
