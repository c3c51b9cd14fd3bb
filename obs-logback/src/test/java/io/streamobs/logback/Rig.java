package io.streamobs.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.streamobs.ObsProcess;
import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Logback context of its own with an ObsAppender whose lines can be read. */
final class Rig implements AutoCloseable {

  private static final JsonMapper MAPPER = new JsonMapper();

  final LoggerContext context = new LoggerContext();
  final ObsAppender appender = new ObsAppender();
  final Captured captured = new Captured();
  final Logger root;

  Rig() {
    this(/* reads= */ true);
  }

  /**
   * @param reads whether the lines can be read; else the appender has no output yet
   */
  Rig(boolean reads) {
    if (MDC.getMDCAdapter() instanceof LogbackMDCAdapter adapter) {
      context.setMDCAdapter(adapter);
    }
    root = context.getLogger("ROOT");
    root.setLevel(Level.TRACE);
    appender.setContext(context);
    appender.setName("OBS");
    appender.setCaptureJul("false");
    if (reads) {
      appender.add(captured);
    }
  }

  Rig started() {
    appender.start();
    root.addAppender(appender);
    return this;
  }

  Logger logger() {
    return context.getLogger("app.Worker");
  }

  List<JsonNode> lines() {
    if (!ObsProcess.pipeline().flush(Duration.ofSeconds(10))) {
      throw new AssertionError("not flushed: " + ObsProcess.pipeline().health());
    }
    return captured.texts.stream().map(Rig::parse).toList();
  }

  JsonNode line() {
    List<JsonNode> lines = lines();
    if (lines.size() != 1) {
      throw new AssertionError("expected one line: " + captured.texts);
    }
    return lines.get(0);
  }

  static JsonNode parse(String line) {
    return MAPPER.readTree(line);
  }

  @Override
  public void close() {
    context.stop();
  }

  /** An output that keeps its lines. */
  static final class Captured extends Output {

    final List<String> texts = new CopyOnWriteArrayList<>();

    @Override
    RecordSink newSink() {
      return new RecordSink() {
        @Override
        public String name() {
          return "captured";
        }

        @Override
        public void write(ByteBuffer lines) {
          byte[] bytes = new byte[lines.remaining()];
          lines.get(bytes);
          for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            texts.add(line);
          }
        }
      };
    }
  }
}
