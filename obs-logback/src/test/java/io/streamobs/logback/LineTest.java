package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.spi.ThrowableProxyVO;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;
import tools.jackson.databind.JsonNode;

class LineTest {

  private final Rig rig = new Rig().started();

  @AfterEach
  void close() {
    MDC.clear();
    rig.close();
  }

  @Test
  void line_hasMessageLoggerThreadAndTime() {
    long before = System.currentTimeMillis();
    rig.logger().warn("cut {} of {} at {}", 3, "stream-42", new StringBuilder("00:17"));
    JsonNode line = rig.line();
    assertThat(line.get("message").asString()).isEqualTo("cut 3 of stream-42 at 00:17");
    assertThat(line.get("event").asString()).isEqualTo("log_message");
    assertThat(line.get("level").asString()).isEqualTo("WARN");
    assertThat(line.get("logger").asString()).isEqualTo("app.Worker");
    assertThat(line.get("thread").asString()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.get("streamId").asString()).isEqualTo("-");
    assertThat(Instant.parse(line.get("ts").asString()).toEpochMilli())
        .isBetween(before, System.currentTimeMillis());
  }

  @Test
  void everyLevel_isKept() {
    rig.logger().trace("t");
    rig.logger().debug("d");
    rig.logger().info("i");
    rig.logger().warn("w");
    rig.logger().error("e");
    assertThat(rig.lines())
        .extracting(l -> l.get("level").asString())
        .containsExactly("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
  }

  @Test
  void mutableArgument_isAsItWasWhenLogged() {
    List<Object> list = new ArrayList<>(List.of(1));
    StringBuilder text = new StringBuilder("before");
    rig.logger().info("{} {}", list, text);
    rig.logger().atInfo().addKeyValue("list", list).log("kv");
    list.add(2);
    text.append(" after");
    assertThat(rig.lines().get(0).get("message").asString()).isEqualTo("[1] before");
    assertThat(rig.lines().get(1).get("list").size()).isEqualTo(1);
  }

  @Test
  void keyValues_becomeFieldsOfTheirTypes() {
    rig.logger()
        .atInfo()
        .addKeyValue("count", 3)
        .addKeyValue("ok", true)
        .addKeyValue("ratio", 0.5)
        .addKeyValue("codec", "aac")
        .addKeyValue("none", (Object) null)
        .addKeyValue("map", Map.of("a", 1))
        .log("probed");
    JsonNode line = rig.line();
    assertThat(line.get("count").isInt()).isTrue();
    assertThat(line.get("ok").asBoolean()).isTrue();
    assertThat(line.get("ratio").asDouble()).isEqualTo(0.5);
    assertThat(line.get("codec").asString()).isEqualTo("aac");
    assertThat(line.get("none").isNull()).isTrue();
    assertThat(line.get("map").get("a").asInt()).isEqualTo(1);
  }

  @Test
  void keyValueEvent_namesTheEvent() {
    rig.logger().atInfo().addKeyValue("event", "feed_lost").log("feed lost");
    assertThat(rig.line().get("event").asString()).isEqualTo("feed_lost");
  }

  @Test
  void keyValueEvent_thatIsNoName_movesUnderDetails() {
    rig.logger().atInfo().addKeyValue("event", "Feed lost!").log("feed lost");
    assertThat(rig.line().get("event").asString()).isEqualTo("log_message");
    assertThat(rig.line().get("details").get("event").asString()).isEqualTo("Feed lost!");
  }

  @Test
  void keyValueReusedByItsBuilder_doesNotReachTheEarlierLine() {
    var builder = rig.logger().atInfo().addKeyValue("first", 1);
    builder.log("one");
    builder.addKeyValue("second", 2).log("two");
    assertThat(rig.lines().get(0).has("second")).isFalse();
    assertThat(rig.lines().get(1).get("second").asInt()).isEqualTo(2);
  }

  @Test
  void mdc_becomesFields() {
    MDC.put("tenant", "acme");
    rig.logger().info("x");
    MDC.put("tenant", "other");
    assertThat(rig.line().get("tenant").asString()).isEqualTo("acme");
  }

  @Test
  void keyValue_winsOverMdcOfTheSameName() {
    MDC.put("tenant", "from-mdc");
    rig.logger().atInfo().addKeyValue("tenant", "from-call").log("x");
    assertThat(rig.line().get("tenant").asString()).isEqualTo("from-call");
    assertThat(rig.line().get("details").get("tenant").asString()).isEqualTo("from-mdc");
  }

  @Test
  void fieldsNamedAsContractFields_moveUnderDetails() {
    MDC.put("streamId", "mine");
    rig.logger().atInfo().addKeyValue("seq", "x").addKeyValue("level", "LOUD").log("m");
    JsonNode line = rig.line();
    assertThat(line.get("streamId").asString()).isEqualTo("-");
    assertThat(line.get("level").asString()).isEqualTo("INFO");
    assertThat(line.get("details").get("streamId").asString()).isEqualTo("mine");
    assertThat(line.get("details").get("seq").asString()).isEqualTo("x");
    assertThat(line.get("details").get("level").asString()).isEqualTo("LOUD");
  }

  @Test
  @SuppressWarnings("deprecation") // references: no longer advised, and in use
  void markers_areListedWithWhatTheyReferTo() {
    BasicMarkerFactory factory = new BasicMarkerFactory();
    Marker billing = factory.getMarker("BILLING");
    Marker audit = factory.getMarker("AUDIT");
    billing.add(audit);
    rig.logger().atInfo().addMarker(billing).addMarker(factory.getMarker("SLOW")).log("m");
    assertThat(rig.line().get("markers").valueStream().map(JsonNode::asString))
        .containsExactly("BILLING", "AUDIT", "SLOW");
  }

  @Test
  void exception_hasTypeMessageStackAndRootCause() {
    Throwable thrown = new IllegalStateException("outer", new java.io.IOException("disk full"));
    rig.logger().error("failed on {}", "chunk-7", thrown);
    JsonNode line = rig.line();
    assertThat(line.get("message").asString()).isEqualTo("failed on chunk-7");
    assertThat(line.get("error").get("type").asString())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(line.get("error").get("message").asString()).isEqualTo("outer");
    assertThat(line.get("error").get("stack").asString())
        .contains("Caused by: java.io.IOException: disk full", "LineTest");
  }

  @Test
  void exceptionInAKnot_isRenderedOnce() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    rig.logger().error("knot", first);
    assertThat(rig.line().get("error").get("stack").asString())
        .contains("first", "Caused by: java.lang.Exception: second", "[shown above]");
  }

  @Test
  void exceptionOfAnotherProcess_isKeptAsItsDescription() {
    LoggingEvent event =
        new LoggingEvent(
            "x",
            rig.logger(),
            ch.qos.logback.classic.Level.ERROR,
            "remote",
            new IllegalStateException("far away"),
            null);
    rig.appender.doAppend(LoggingEventVO.build(event));
    assertThat(event.getThrowableProxy()).isNotInstanceOf(ThrowableProxyVO.class);
    JsonNode error = rig.line().get("error");
    assertThat(error.get("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.get("message").asString()).isEqualTo("far away");
    assertThat(error.get("stack").asString()).contains("\tat ");
  }

  @Test
  void lineInAScope_carriesItsContext() {
    try (Obs obs = Obs.builder().service("live-dub").standalone().open();
        RunScope run = obs.run("stream-42").open()) {
      rig.logger().info("inside");
      assertThat(rig.line().get("streamId").asString()).isEqualTo("stream-42");
      assertThat(rig.line().get("runId").asString()).isEqualTo(run.context().runId());
      assertThat(rig.line().get("service").asString()).isEqualTo("live-dub");
    }
  }

  @Test
  void hugeMessage_isKeptInPart() {
    String huge = "a b ".repeat(1_250_000);
    rig.logger().info(huge);
    rig.logger().info("arg {}", huge);
    rig.logger().atInfo().addKeyValue("huge", huge).log("kv");
    List<JsonNode> lines = rig.lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).get("message").asString())
        .startsWith("a b a b")
        .endsWith("…[cut 4983616 chars]");
    assertThat(lines.get(1).get("message").asString())
        .startsWith("arg a b")
        .endsWith("…[cut 4983620 chars]");
    assertThat(lines.get(2).get("huge").asString()).contains("[cut ");
    assertThat(rig.captured.texts).allMatch(text -> text.length() < 100_000);
  }

  @Test
  void nullMessage_isALine() {
    rig.logger().info((String) null);
    rig.logger().info((String) null, 1, 2);
    assertThat(rig.lines()).hasSize(2);
  }

  @Test
  void content_isNeverRecorded() {
    byte[] audio = new byte[4096];
    Arrays.fill(audio, (byte) 'S');
    rig.logger().atInfo().addArgument(audio).addKeyValue("audio", audio).log("got {}");
    assertThat(rig.captured.texts).noneMatch(text -> text.contains("SSS"));
    assertThat(rig.line().get("message").asString()).isEqualTo("got byte[4096]");
  }

  @Test
  void moreFieldsThanALineTakes_areCounted() {
    var builder = rig.logger().atInfo();
    for (int i = 0; i < 200; i++) {
      builder = builder.addKeyValue("field" + i, i);
    }
    builder.addKeyValue(null, "no name").log("many");
    assertThat(rig.line().get("field127").asInt()).isEqualTo(127);
    assertThat(rig.line().get("details").get("fields_omitted").asInt()).isEqualTo(73);
  }

  @Test
  void lineOfAnotherThread_hasItsName() throws Exception {
    Thread thread = new Thread(() -> rig.logger().info("x"), "pool-worker-7");
    thread.start();
    thread.join();
    assertThat(rig.line().get("thread").asString()).isEqualTo("pool-worker-7");
  }
}
