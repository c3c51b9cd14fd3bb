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
      String line = nextLine(lines);
      logger.atLevel(level(line)).log(line);
    }
  }

  private static String nextLine(ByteBuffer lines) {
    int start = lines.position();
    int end = start;
    while (lines.get(end) != '\n') {
      end++;
    }
    byte[] bytes = new byte[end - start];
    lines.get(bytes);
    lines.get();
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
