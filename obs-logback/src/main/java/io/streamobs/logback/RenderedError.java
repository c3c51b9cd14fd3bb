package io.streamobs.logback;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import org.jspecify.annotations.Nullable;

/**
 * An exception of which there is a description only, or that a converter is to describe.
 *
 * @param stack bounded
 */
record RenderedError(String type, String message, String stack) {

  private static final int MOST_FRAMES = 48;
  private static final int MOST_CAUSES = 8;

  static RenderedError of(IThrowableProxy proxy, @Nullable ThrowableHandlingConverter converter) {
    String stack =
        converter != null && proxy instanceof ThrowableProxy own
            ? converter.convert(eventOf(own))
            : stack(proxy);
    String message = proxy.getMessage();
    return new RenderedError(
        String.valueOf(proxy.getClassName()),
        message == null ? "" : message,
        String.valueOf(Snapshots.bounded(stack)));
  }

  // Converters ask an event for nothing but its exception.
  private static ILoggingEvent eventOf(ThrowableProxy proxy) {
    LoggingEvent event = new LoggingEvent();
    event.setThrowableProxy(proxy);
    return event;
  }

  private static String stack(IThrowableProxy first) {
    StringBuilder text = new StringBuilder(1_024);
    IThrowableProxy proxy = first;
    for (int i = 0; proxy != null && i <= MOST_CAUSES; i++) {
      text.append(i == 0 ? "" : "Caused by: ").append(proxy.getClassName());
      text.append(proxy.getMessage() == null ? "" : ": " + proxy.getMessage()).append('\n');
      if (proxy.isCyclic()) {
        break;
      }
      appendFrames(text, proxy.getStackTraceElementProxyArray());
      proxy = proxy.getCause();
    }
    return text.toString();
  }

  private static void appendFrames(StringBuilder text, StackTraceElementProxy @Nullable [] frames) {
    int count = frames == null ? 0 : frames.length;
    int shown = Math.min(count, MOST_FRAMES);
    for (int i = 0; frames != null && i < shown; i++) {
      text.append('\t').append(frames[i].getSTEAsString()).append('\n');
    }
    if (count > shown) {
      text.append("\t… ").append(count - shown).append(" more\n");
    }
  }

  void describe(RecordWriter writer) {
    writer.error(type, message, stack);
  }
}
