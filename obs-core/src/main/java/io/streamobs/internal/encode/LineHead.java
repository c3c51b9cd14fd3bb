package io.streamobs.internal.encode;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** How a line begins, up to its number. Lines of a level within a millisecond begin alike. */
final class LineHead {

  private final LineParts parts;
  private final Timestamps timestamps = new Timestamps();
  private final ByteBuilder rendered = new ByteBuilder(128);
  private long epochMillis;
  private @Nullable Level level;

  LineHead(LineParts parts) {
    this.parts = parts;
  }

  void append(ByteBuilder out, long atEpochMillis, Level ofLevel) {
    if (atEpochMillis != epochMillis || ofLevel != level) {
      render(atEpochMillis, ofLevel);
    }
    out.append(rendered.array(), 0, rendered.length());
  }

  private void render(long atEpochMillis, Level ofLevel) {
    rendered.truncate(0);
    rendered.append(parts.beforeTime);
    timestamps.append(rendered, atEpochMillis);
    rendered.append(parts.betweenTimeAndSeq(ofLevel));
    epochMillis = atEpochMillis;
    level = ofLevel;
  }
}
