package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.RunScope;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContextAppenderTest {

  private static final String JSON =
      """
      <appender name="JSON" class="io.streamobs.logback.ContextAppenderTest$Encoding">
        <encoder class="net.logstash.logback.encoder.LogstashEncoder">
          <provider class="io.streamobs.logback.logstash.CorrelationProvider"/>
        </encoder>
      </appender>
      """;

  private static final List<String> WRITTEN = new CopyOnWriteArrayList<>();

  private final LoggerContext context = new LoggerContext();

  /** Encodes on whatever thread appends. */
  public static final class Encoding extends AppenderBase<ILoggingEvent> {

    private LogstashEncoder encoder;

    public void setEncoder(LogstashEncoder newEncoder) {
      encoder = newEncoder;
    }

    @Override
    protected void append(ILoggingEvent event) {
      WRITTEN.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void clear() {
    context.stop();
    WRITTEN.clear();
  }

  @Test
  void provider_writesTheCorrelationFields() throws Exception {
    configure(JSON, "JSON");
    String runId = logInAScope();
    JsonNode line = Rig.parse(WRITTEN.get(0));
    assertThat(line.get("message").asString()).isEqualTo("inside");
    assertThat(line.get("streamId").asString()).isEqualTo("stream-42");
    assertThat(line.get("runId").asString()).isEqualTo(runId);
    assertThat(line.get("fragmentSeq").isNumber()).isTrue();
    assertThat(line.get("instanceId").asString()).isEqualTo(ObsProcess.instanceId());
  }

  @Test
  void providerBehindAsync_writesTheContextInWhichTheEventWasMade() throws Exception {
    configure(
        JSON
            + """
            <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
              <appender-ref ref="JSON"/>
            </appender>
            <appender name="CONTEXT" class="io.streamobs.logback.ContextAppender">
              <appender-ref ref="ASYNC"/>
            </appender>
            """,
        "CONTEXT");
    String runId = logInAScope();
    context.stop(); // waits for the queue
    assertThat(Rig.parse(WRITTEN.get(0)).get("runId").asString()).isEqualTo(runId);
    assertThat(Rig.parse(WRITTEN.get(0)).has("tags")).isFalse();
  }

  @Test
  void providerBehindLogstashAsync_writesTheContextInWhichTheEventWasMade() throws Exception {
    configure(
        JSON
            + """
            <appender name="ASYNC" class="net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender">
              <appender-ref ref="JSON"/>
            </appender>
            <appender name="CONTEXT" class="io.streamobs.logback.ContextAppender">
              <appender-ref ref="ASYNC"/>
            </appender>
            """,
        "CONTEXT");
    String runId = logInAScope();
    context.stop();
    assertThat(Rig.parse(WRITTEN.get(0)).get("runId").asString()).isEqualTo(runId);
  }

  @Test
  void obsAppenderBehindAsync_hasTheContextToo() {
    try (Rig rig = new Rig();
        Obs obs = Obs.builder().service("live-dub").standalone().open()) {
      rig.appender.start();
      ContextAppender front = new ContextAppender();
      ch.qos.logback.classic.AsyncAppender async = new ch.qos.logback.classic.AsyncAppender();
      async.setContext(rig.context);
      async.addAppender(rig.appender);
      async.start();
      front.setContext(rig.context);
      front.addAppender(async);
      front.start();
      rig.root.addAppender(front);
      try (RunScope run = obs.run("stream-42").open()) {
        rig.logger().info("inside");
      }
      org.awaitility.Awaitility.await().until(() -> rig.lines().size() == 1);
      assertThat(rig.line().get("streamId").asString()).isEqualTo("stream-42");
    }
  }

  private String logInAScope() {
    try (Obs obs = Obs.builder().service("live-dub").standalone().open();
        RunScope run = obs.run("stream-42").open();
        var fragment = run.fragment(17).open()) {
      context.getLogger("app").info("inside");
      return run.context().runId();
    }
  }

  private void configure(String appenders, String root) throws Exception {
    String xml =
        "<configuration>"
            + appenders
            + "<root level=\"INFO\"><appender-ref ref=\""
            + root
            + "\"/></root></configuration>";
    JoranConfigurator configurator = new JoranConfigurator();
    context.setMDCAdapter(org.slf4j.MDC.getMDCAdapter());
    configurator.setContext(context);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
