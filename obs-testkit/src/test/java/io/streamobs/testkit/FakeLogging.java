package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.LogBridge;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.RecordWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.event.Level;

/** A logging library with its bridge: brings every line to every pipeline, as real ones do. */
public final class FakeLogging implements LogBridge {

  private static final List<RecordPipeline> PIPELINES = new CopyOnWriteArrayList<>();

  static void log(String message) {
    CorrelationContext context = CorrelationContext.current();
    for (RecordPipeline pipeline : PIPELINES) {
      pipeline.offer(new Line(context, message));
    }
  }

  static int bridges() {
    return PIPELINES.size();
  }

  @Override
  public boolean isActive() {
    return true;
  }

  @Override
  public Installation install(RecordPipeline pipeline) {
    PIPELINES.add(pipeline);
    return () -> PIPELINES.remove(pipeline);
  }

  private static final class Line extends CapturedRecord {

    private final String message;

    Line(CorrelationContext context, String message) {
      super(Level.INFO, System.currentTimeMillis(), context);
      this.message = message;
    }

    @Override
    public void describe(RecordWriter writer) {
      writer.message(message);
    }
  }
}
