package io.streamobs.logback;

import static net.logstash.logback.argument.StructuredArguments.array;
import static net.logstash.logback.argument.StructuredArguments.defer;
import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.fields;
import static net.logstash.logback.argument.StructuredArguments.keyValue;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.argument.StructuredArguments.raw;
import static net.logstash.logback.argument.StructuredArguments.value;
import static net.logstash.logback.marker.Markers.aggregate;
import static net.logstash.logback.marker.Markers.append;
import static net.logstash.logback.marker.Markers.appendArray;
import static net.logstash.logback.marker.Markers.appendEntries;
import static net.logstash.logback.marker.Markers.appendFields;
import static net.logstash.logback.marker.Markers.appendRaw;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.logstash.logback.stacktrace.ShortenedThrowableConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMarkerFactory;
import tools.jackson.databind.JsonNode;

class LogstashFieldsTest {

  private final Rig rig = new Rig().started();

  @AfterEach
  void close() {
    rig.close();
  }

  /** A bean, as Jackson sees it. */
  public static class Probe {
    public final String codec = "aac";
    public final int rate = 48_000;
    public final byte[] samples = "SSSSSSSSSSSSSSSSSSSS".getBytes();
    public final Map<String, Object> nested = Map.of("channels", List.of("l", "r"));
  }

  /** A bean that holds itself. */
  public static class Knot {
    public Knot self = this;

    @Override
    public String toString() {
      return "a knot";
    }
  }

  @Test
  void arguments_becomeFieldsAndText() {
    rig.logger()
        .info(
            "{} {} {} {} {}",
            kv("count", 3),
            value("name", "x"),
            keyValue("ratio", 0.5, "<{0}:{1}>"),
            array("sizes", 1, 2),
            raw("config", "{\"a\":[1,{\"b\":null}]}"));
    JsonNode line = rig.line();
    assertThat(line.get("message").asString())
        .isEqualTo("count=3 x <ratio:0.5> sizes=[1, 2] config={\"a\":[1,{\"b\":null}]}");
    assertThat(line.get("count").asInt()).isEqualTo(3);
    assertThat(line.get("count").isNumber()).isTrue();
    assertThat(line.get("name").asString()).isEqualTo("x");
    assertThat(line.get("ratio").asDouble()).isEqualTo(0.5);
    assertThat(line.get("sizes").get(1).asInt()).isEqualTo(2);
    assertThat(line.get("config").get("a").get(1).get("b").isNull()).isTrue();
  }

  @Test
  void entriesAndFields_unfold() {
    rig.logger().info("{} {}", entries(Map.of("k", "v")), fields(new Probe()));
    JsonNode line = rig.line();
    assertThat(line.get("k").asString()).isEqualTo("v");
    assertThat(line.get("codec").asString()).isEqualTo("aac");
    assertThat(line.get("rate").asInt()).isEqualTo(48_000);
    assertThat(line.get("nested").get("channels").get(1).asString()).isEqualTo("r");
  }

  @Test
  void beanAsValue_becomesAnObject() {
    rig.logger().info("probed {}", value("probe", new Probe()));
    JsonNode probe = rig.line().get("probe");
    assertThat(probe.get("rate").asInt()).isEqualTo(48_000);
    assertThat(probe.get("samples").asString()).isEqualTo("byte[20]");
  }

  @Test
  void content_isNeverRecorded() {
    rig.logger().info("x", kv("a", new Probe().samples), fields(new Probe()));
    rig.logger().info(append("b", new Probe().samples).and(appendFields(new Probe())), "y");
    assertThat(rig.lines()).hasSize(2);
    assertThat(rig.captured.texts).noneMatch(t -> t.contains("SSSS") || t.contains("U1NT"));
  }

  @Test
  void mutableValue_isAsItWasWhenLogged() {
    List<Integer> list = new ArrayList<>(List.of(1));
    rig.logger().info("x {}", kv("list", list));
    rig.logger().info(append("list", list), "y");
    list.add(2);
    assertThat(rig.lines()).allMatch(l -> l.get("list").size() == 1);
  }

  @Test
  void deferredArgument_isAskedWhenLogged() {
    int[] asked = new int[1];
    rig.logger().info("x", defer(() -> kv("n", ++asked[0])));
    assertThat(asked[0]).isEqualTo(1);
    assertThat(rig.line().get("n").asInt()).isEqualTo(1);
  }

  @Test
  void markers_becomeFieldsWithAllThatIsAddedToThem() {
    BasicMarkerFactory factory = new BasicMarkerFactory();
    rig.logger()
        .info(
            append("a", 1)
                .and(appendEntries(Map.of("b", 2)))
                .and(appendArray("c", "x", "y"))
                .and(appendRaw("d", "{\"e\":true}"))
                .and(appendFields(new Probe()))
                .and(factory.getMarker("PLAIN")),
            "m");
    JsonNode line = rig.line();
    assertThat(line.get("a").asInt()).isEqualTo(1);
    assertThat(line.get("b").asInt()).isEqualTo(2);
    assertThat(line.get("c").get(1).asString()).isEqualTo("y");
    assertThat(line.get("d").get("e").asBoolean()).isTrue();
    assertThat(line.get("codec").asString()).isEqualTo("aac");
    assertThat(line.get("markers").size()).isEqualTo(1);
    assertThat(line.get("markers").get(0).asString()).isEqualTo("PLAIN");
  }

  @Test
  void aggregatedMarkers_becomeFields() {
    rig.logger().info(aggregate(append("a", 1), append("b", 2)), "m");
    assertThat(rig.line().get("a").asInt()).isEqualTo(1);
    assertThat(rig.line().get("b").asInt()).isEqualTo(2);
  }

  @Test
  void valuesThatJacksonCannotRender_areRenderedAsText() {
    rig.logger().info("x {}", kv("knot", new Knot()));
    rig.logger().info("y {}", fields(new Knot()));
    rig.logger().info("z {}", raw("broken", "{no json"));
    List<JsonNode> lines = rig.lines();
    assertThat(lines.get(0).get("knot").asString()).isEqualTo("a knot");
    assertThat(lines.get(1).get("message").asString()).isEqualTo("y a knot");
    assertThat(lines.get(2).get("broken").asString()).isEqualTo("{no json");
  }

  @Test
  void hugeValue_isKeptInPart() {
    List<Integer> huge = IntStream.range(0, 1_000_000).boxed().toList();
    rig.logger().info("x", kv("huge", huge));
    assertThat(rig.line().get("huge").size()).isEqualTo(65);
    assertThat(rig.line().get("huge").get(64).asString()).contains("more");
  }

  @Test
  void secretsInFields_areRedacted() {
    rig.logger().info("x", kv("password", "hunter2"), raw("c", "{\"api_key\":\"hunter2\"}"));
    assertThat(rig.line().toString()).doesNotContain("hunter2");
  }

  @Test
  void argumentNamedAsContractField_movesUnderDetails() {
    rig.logger().info("x", kv("runId", "mine"));
    assertThat(rig.line().get("runId").asString()).isEqualTo("-");
    assertThat(rig.line().get("details").get("runId").asString()).isEqualTo("mine");
  }

  @Test
  void throwableConverter_rendersTheStack() {
    ShortenedThrowableConverter converter = new ShortenedThrowableConverter();
    converter.setContext(rig.context);
    converter.setMaxDepthPerThrowable(1);
    converter.setRootCauseFirst(true);
    converter.start();
    rig.appender.setThrowableConverter(converter);
    rig.logger().error("x", new IllegalStateException("outer", new RuntimeException("root")));
    JsonNode line = rig.line();
    String stack = error(line).get("stack").asString();
    assertThat(error(line).get("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(stack).startsWith("java.lang.RuntimeException: root").contains("omitted");
  }

  // At the top level as soon as the writer takes a rendered error.
  private static JsonNode error(JsonNode line) {
    return line.has("error") ? line.get("error") : line.get("details").get("error");
  }

  @Test
  void message_readsAsInLogbackItself() {
    PatternLayout layout = new PatternLayout();
    layout.setContext(rig.context);
    layout.setPattern("%m");
    layout.start();
    Object[] arguments = {kv("a", "b"), value("c", new int[] {1, 2}), entries(Map.of("d", 1))};
    LoggingEvent event =
        new LoggingEvent(
            "x", rig.logger(), ch.qos.logback.classic.Level.INFO, "{} {} {}", null, arguments);
    rig.appender.doAppend(event);
    assertThat(rig.line().get("message").asString()).isEqualTo(layout.doLayout(event));
  }
}
