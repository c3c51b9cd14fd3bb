package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import java.util.Random;
import org.slf4j.event.Level;

/** A line of any level, importance and size, now and then one that breaks. */
final class RandomLine extends CapturedRecord {

  private static final Level[] LEVELS = Level.values();

  private final String text;
  private final boolean essential;
  private final boolean breaks;

  private RandomLine(Level level, String text, boolean essential, boolean breaks) {
    super(level, 0, CorrelationContext.current());
    this.text = text;
    this.essential = essential;
    this.breaks = breaks;
  }

  static RandomLine of(Random random) {
    Level level = LEVELS[random.nextInt(LEVELS.length)];
    String text = "x".repeat(size(random));
    return new RandomLine(level, text, random.nextInt(8) == 0, random.nextInt(100) == 0);
  }

  // Mostly short; some larger than a sink's piece.
  private static int size(Random random) {
    int kind = random.nextInt(100);
    return kind == 0 ? random.nextInt(200_000) : random.nextInt(kind < 10 ? 10_000 : 200);
  }

  @Override
  public void describe(RecordWriter writer) {
    if (breaks) {
      throw new IllegalStateException("breaks");
    }
    writer.message(text);
  }

  @Override
  public boolean essential() {
    return essential;
  }

  @Override
  public int weight() {
    return text.length();
  }
}
