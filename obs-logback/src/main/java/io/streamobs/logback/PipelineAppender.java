package io.streamobs.logback;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import io.streamobs.CorrelationContext;
import io.streamobs.spi.RecordPipeline;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event to a pipeline. Whatever an object of the host throws while it is captured, the
 * host's call returns and as much as possible of the line is recorded.
 */
abstract class PipelineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

  // Looked up once: finding it takes a lock, which has no place on a live thread.
  private volatile @Nullable RecordPipeline pipeline;

  final void pipeline(RecordPipeline newPipeline) {
    pipeline = newPipeline;
  }

  /** What renders exceptions instead of the pipeline, or null. */
  @Nullable ThrowableHandlingConverter throwableConverter() {
    return null;
  }

  // Instead of the base's own, which lets errors through to the host.
  @Override
  public final void doAppend(ILoggingEvent event) {
    if (!isStarted()) {
      super.doAppend(event); // says so, now and then
      return;
    }
    try {
      if (!isDenied(event)) {
        append(event);
      }
    } catch (Throwable thrown) { // an object of the host's must not harm the host's own call
      appendRemains(event, thrown);
    }
  }

  private boolean isDenied(ILoggingEvent event) {
    try {
      return getFilterChainDecision(event) == FilterReply.DENY;
    } catch (Throwable thrown) { // a filter that breaks filters nothing
      return false;
    }
  }

  @Override
  protected final void append(ILoggingEvent event) {
    RecordPipeline target = pipeline;
    if (target != null && !target.refuses(Levels.of(event.getLevel()))) {
      CorrelationContext context = ContextAppender.contextOf(event);
      target.offer(LineRecord.of(event, context, this));
    }
  }

  private void appendRemains(ILoggingEvent event, Throwable thrown) {
    RecordPipeline target = pipeline;
    if (target == null) {
      return;
    }
    try {
      target.offer(LineRecord.remains(event, CorrelationContext.current(), this, thrown));
    } catch (Throwable again) { // such as a stack or a heap that has no room left
      target.uncaptured();
    }
  }
}
