package io.streamobs.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import io.streamobs.CorrelationContext;
import java.util.Iterator;

/**
 * Stands before an asynchronous appender and gives each event the context in which it was made, for
 * {@link io.streamobs.logback.logstash.CorrelationProvider} or an {@link ObsAppender} behind it.
 *
 * <pre>{@code
 * <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
 *   <appender-ref ref="JSON"/>
 * </appender>
 * <appender name="CONTEXT" class="io.streamobs.logback.ContextAppender">
 *   <appender-ref ref="ASYNC"/>
 * </appender>
 * }</pre>
 *
 * <p>Threads: any. Failure: as that of the appenders behind it.
 */
public final class ContextAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AppenderAttachable<ILoggingEvent> {

  private final AppenderAttachableImpl<ILoggingEvent> behind = new AppenderAttachableImpl<>();

  public ContextAppender() {}

  /** The context in which the event was made, as far as it is known. */
  public static CorrelationContext contextOf(ILoggingEvent event) {
    return event instanceof ContextEvent made ? made.context() : CorrelationContext.current();
  }

  @Override
  protected void append(ILoggingEvent event) {
    behind.appendLoopOnAppenders(
        event instanceof ContextEvent
            ? event
            : new ContextEvent(event, CorrelationContext.current()));
  }

  @Override
  public void stop() {
    super.stop();
    behind.detachAndStopAllAppenders();
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> appender) {
    behind.addAppender(appender);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return behind.iteratorForAppenders();
  }

  @Override
  public Appender<ILoggingEvent> getAppender(String name) {
    return behind.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> appender) {
    return behind.isAttached(appender);
  }

  @Override
  public void detachAndStopAllAppenders() {
    behind.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> appender) {
    return behind.detachAppender(appender);
  }

  @Override
  public boolean detachAppender(String name) {
    return behind.detachAppender(name);
  }
}
