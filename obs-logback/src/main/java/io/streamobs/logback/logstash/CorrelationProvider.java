package io.streamobs.logback.logstash;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import io.streamobs.logback.ContextAppender;
import net.logstash.logback.composite.AbstractJsonProvider;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the correlation fields into the lines of logstash-logback-encoder, under their canonical
 * names.
 *
 * <pre>{@code
 * <encoder class="net.logstash.logback.encoder.LogstashEncoder">
 *   <provider class="io.streamobs.logback.logstash.CorrelationProvider"/>
 * </encoder>
 * }</pre>
 *
 * <p>The fields are those of the context in which the event was made. Where an asynchronous
 * appender stands before the encoder, that takes a {@link ContextAppender} in front of it: on the
 * other thread nobody could tell any more.
 *
 * <p>Threads: any. Fields that MDC or arguments have under the same names appear twice; do not
 * combine it with the MDC mirror.
 */
// Who uses it has these modules; who does not must be able to compile without them.
@SuppressWarnings("exports")
public final class CorrelationProvider extends AbstractJsonProvider<ILoggingEvent> {

  public CorrelationProvider() {}

  @Override
  public void writeTo(JsonGenerator generator, ILoggingEvent event) {
    CorrelationContext context = ContextAppender.contextOf(event);
    context.forEach((field, value) -> write(generator, field, value));
  }

  private static void write(JsonGenerator generator, RecordField field, String value) {
    generator.writeName(field.json());
    switch (field) {
      case FRAGMENT_SEQ, BATCH_NUMBER -> generator.writeNumber(Long.parseLong(value));
      default -> generator.writeString(value);
    }
  }
}
