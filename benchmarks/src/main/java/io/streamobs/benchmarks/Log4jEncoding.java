package io.streamobs.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.core.layout.ByteBufferDestination;
import org.apache.logging.log4j.core.layout.Encoder;

/** A JsonTemplateLayout behind an AsyncAppender, writing into a buffer. */
final class Log4jEncoding implements Encoding {

  /** Keeps what comes to the appender that writes, instead of writing it. */
  private static final class Keeper extends AbstractFilter {

    private final Kept<LogEvent> lines = new Kept<>();

    @Override
    public Filter.Result filter(LogEvent event) {
      lines.add(event.toImmutable());
      return Filter.Result.DENY;
    }
  }

  /** As large as that of Log4j's own appenders or larger; never full. */
  private static final class Destination implements ByteBufferDestination {

    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    @Override
    public ByteBuffer getByteBuffer() {
      return buffer;
    }

    @Override
    public ByteBuffer drain(ByteBuffer full) {
      throw new IllegalStateException("a line of more than 64 KiB");
    }

    @Override
    public void writeBytes(ByteBuffer more) {
      buffer.put(more);
    }

    @Override
    public void writeBytes(byte[] more, int offset, int length) {
      buffer.put(more, offset, length);
    }
  }

  private final Encoder<LogEvent> layout;
  private final List<LogEvent> events;
  private final Destination destination = new Destination();

  Log4jEncoding() {
    LoggerContext context = Log4jSetup.asyncAppender(Log4jOutput.file(Contender.NOWHERE));
    AbstractAppender output = context.getConfiguration().getAppender(Log4jSetup.OUTPUT);
    layout = output.getLayout();
    Keeper keeper = new Keeper();
    output.addFilter(keeper);
    Installation installation = new Log4jInstallation(context, Log4jLineCaller::new);
    try (Caller caller = installation.caller(Workload.LINE)) {
      for (int i = 0; i < EVENTS; i++) {
        caller.call();
      }
    }
    events = keeper.lines.take(EVENTS);
  }

  @Override
  public int encode(int event) {
    destination.buffer.clear();
    layout.encode(events.get(event), destination);
    return destination.buffer.position();
  }
}
