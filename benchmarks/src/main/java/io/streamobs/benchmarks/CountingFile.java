package io.streamobs.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.util.concurrent.atomic.AtomicLong;

/** Logback's FileAppender, which counts what arrives. One thread at a time appends. */
final class CountingFile extends FileAppender<ILoggingEvent> {

  private final AtomicLong appended = new AtomicLong();

  @Override
  protected void writeOut(ILoggingEvent event) throws java.io.IOException {
    super.writeOut(event);
    appended.incrementAndGet();
  }

  long appended() {
    return appended.get();
  }
}
