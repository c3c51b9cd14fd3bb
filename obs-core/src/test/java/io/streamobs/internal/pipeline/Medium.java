package io.streamobs.internal.pipeline;

import io.streamobs.spi.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sink that behaves as it is told, and remembers every byte that it took. */
final class Medium implements RecordSink {

  /** What a write does. */
  enum Mood {
    TAKES_ALL,
    TAKES_HALF,
    TAKES_NOTHING,
    FAILS,
    FAILS_HALFWAY,
    STALLS
  }

  private static final JsonMapper MAPPER = new JsonMapper();

  final CountDownLatch closed = new CountDownLatch(1);
  private final String name;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Mood mood = Mood.TAKES_ALL;

  Medium(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  synchronized void mood(Mood newMood) {
    mood = newMood;
    notifyAll();
  }

  @Override
  public synchronized void write(ByteBuffer lines) throws IOException {
    while (mood == Mood.STALLS) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError("a thread of ours was interrupted", e);
      }
    }
    switch (mood) {
      case TAKES_HALF -> take(lines, (lines.remaining() + 1) / 2);
      case TAKES_NOTHING -> take(lines, 0);
      case FAILS -> throw new IOException("fails");
      case FAILS_HALFWAY -> {
        take(lines, lines.remaining() / 2);
        throw new IOException("fails halfway");
      }
      default -> take(lines, lines.remaining());
    }
  }

  private void take(ByteBuffer lines, int count) {
    byte[] taken = new byte[count];
    lines.get(taken);
    bytes.writeBytes(taken);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** The whole lines by their number; what is torn is not among them. */
  synchronized Map<Long, JsonNode> lines() {
    Map<Long, JsonNode> lines = new TreeMap<>();
    for (String line : endedLines()) {
      try {
        JsonNode record = MAPPER.readTree(line);
        lines.put(record.get("seq").asLong(), record);
      } catch (JacksonException torn) {
        continue;
      }
    }
    return lines;
  }

  private List<String> endedLines() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n');
    return end < 0 ? new ArrayList<>() : List.of(text.substring(0, end).split("\n"));
  }
}
