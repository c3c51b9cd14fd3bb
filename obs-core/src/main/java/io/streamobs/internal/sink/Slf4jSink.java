package io.streamobs.internal.sink;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Each of the library's events as one SLF4J message: the line itself, at the event's level. */
public final class Slf4jSink implements RecordSink {

  private final Logger logger = LoggerFactory.getLogger("io.streamobs.events");

  @Override
  public String name() {
    return "slf4j";
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return record.isEvent() && !record.isLeftOut() && logger.isEnabledForLevel(record.level());
  }

  @Override
  public void write(ByteBuffer lines) {
    while (lines.hasRemaining()) {
      int end = lines.position();
      while (lines.get(end) != '\n') {
        end++;
      }
      String line = text(lines, end);
      logger.atLevel(level(line)).log(line);
      lines.position(end + 1); // not before: a logger that throws is asked again
    }
  }

  private static String text(ByteBuffer lines, int end) {
    byte[] bytes = new byte[end - lines.position()];
    lines.duplicate().get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  // The level stands in every line, right behind the timestamp.
  private static Level level(String line) {
    for (Level level : Level.values()) {
      if (line.startsWith("\"level\":\"" + level + '"', line.indexOf("\"level\""))) {
        return level;
      }
    }
    return Level.INFO;
  }
}
