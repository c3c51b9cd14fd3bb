package io.streamobs.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.CorrelationContext;
import io.streamobs.FieldNaming;
import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.event.RecordField;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineEncoderTest {

  static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  final Redactor redactor = new Redactor(new SecretNames(Set.of()));
  final LineEncoder encoder = new LineEncoder(FieldNaming.canonical(), redactor, 1_000);

  JsonNode encode(Consumer<RecordWriter> description) {
    return encode(encoder, description);
  }

  static JsonNode encode(LineEncoder encoder, Consumer<RecordWriter> description) {
    encoder.encode(record(description), 7);
    String line = new String(encoder.bytes(), 0, encoder.length(), StandardCharsets.UTF_8);
    assertThat(line).endsWith("}\n");
    assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
    return STRICT.readTree(line);
  }

  static CapturedRecord record(Consumer<RecordWriter> description) {
    return new CapturedRecord(Level.WARN, 1_767_980_843_412L, CorrelationContext.current()) {
      @Override
      public void describe(RecordWriter writer) {
        description.accept(writer);
      }
    };
  }

  @Test
  void record_thatSaysNothing_hasAllThatIsAlwaysThere() {
    JsonNode line = encode(writer -> {});
    assertThat(line.get("ts").asString()).isEqualTo("2026-01-09T17:47:23.412Z");
    assertThat(line.get("level").asString()).isEqualTo("WARN");
    assertThat(line.get("event").asString()).isEqualTo("log_message");
    assertThat(line.get("message").asString()).isEmpty();
    assertThat(line.get("streamId").asString()).isEqualTo("-");
    assertThat(line.get("seq").asLong()).isEqualTo(7);
    assertThat(line.propertyNames())
        .contains("service", "component", "instanceId", "correlation_id", "session_id", "runId");
  }

  @Test
  void contexts_thatComeInTurn_areNotMixedUp() {
    try (Obs obs = Obs.builder().standalone().open();
        RunScope run = obs.run("stream").open();
        FragmentScope fragment = run.fragment(1).open()) {
      List<CapturedRecord> records = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        try (StageScope stage = fragment.stage("stage_" + i).open()) {
          int number = i;
          records.add(record(w -> w.message("of " + number)));
          stage.succeed();
        }
      }
      // More than are kept, then few enough, then both.
      for (int turn = 0; turn < 400; turn++) {
        int number = turn < 100 ? turn % 20 : turn < 200 ? turn % 5 : turn * 7 % 20;
        encoder.encode(records.get(number), turn);
        JsonNode line =
            STRICT.readTree(
                new String(encoder.bytes(), 0, encoder.length(), StandardCharsets.UTF_8));
        assertThat(line.get("stage").asString()).isEqualTo("stage_" + number);
        assertThat(line.get("message").asString()).isEqualTo("of " + number);
        assertThat(line.get("span_id").asString())
            .isEqualTo(records.get(number).context().spanId());
      }
    }
  }

  @Test
  void second_thatEnds_showsInTheTimestamp() {
    for (long millis :
        new long[] {1_767_980_843_999L, 1_767_980_844_000L, 1_767_980_843_001L, -1L}) {
      encoder.encode(
          new CapturedRecord(Level.INFO, millis, CorrelationContext.current()) {
            @Override
            public void describe(RecordWriter writer) {}
          },
          1);
      JsonNode line =
          STRICT.readTree(new String(encoder.bytes(), 0, encoder.length(), StandardCharsets.UTF_8));
      assertThat(Instant.parse(line.get("ts").asString()).toEpochMilli()).isEqualTo(millis);
    }
  }

  @Test
  void secretInATextThatComesAgain_isWithheldAndCountedEachTime() {
    for (int i = 1; i <= 3; i++) {
      JsonNode line = encode(w -> w.put(RecordField.THREAD, "worker token=s3cr3t0123456789"));
      assertThat(line.get("thread").asString()).doesNotContain("s3cr3t");
      assertThat(redactor.counts()).containsEntry("secret_value", (long) i);
    }
  }

  @Test
  void message_isFormattedAsSlf4jDoes() {
    Object[] arguments = {1, "two", null, List.of(3, 4)};
    String pattern = "a {} b {} c {} d {} e {} \\{} \\\\{}";
    String expected =
        org.slf4j.helpers.MessageFormatter.arrayFormat(pattern, arguments).getMessage();
    assertThat(encode(w -> w.message(pattern, arguments)).get("message").asString())
        .isEqualTo(expected);
  }

  @Test
  void field_thatCollidesWithAContractField_movesUnderDetails() {
    JsonNode line =
        encode(
            w -> {
              w.message("m");
              w.field("seq", "mine");
              w.field("streamId", "mine");
              w.field("message", "mine");
              w.field("details", Map.of("inner", 1));
              w.field("free", 1);
              w.field("free", 2);
              w.field("free", 3);
            });
    assertThat(line.get("seq").asLong()).isEqualTo(7);
    assertThat(line.get("free").asInt()).isEqualTo(1);
    assertThat(line.get("details").toString())
        .isEqualTo(
            "{\"seq\":\"mine\",\"streamId\":\"mine\",\"message\":\"mine\",\"inner\":1,"
                + "\"free\":2,\"free_2\":3}");
  }

  @Test
  void names_areWrittenOnce_howeverARecordDescribesItself() {
    String longName = "n".repeat(200);
    JsonNode line =
        encode(
            w -> {
              w.field("before", 1);
              w.message("late");
              w.message("later {}", new Object[] {1});
              w.put(RecordField.STREAM_ID, "mine");
              w.put(RecordField.SEQ, 3);
              w.field(longName + "a", 1);
              w.field(longName + "b", 2);
              w.field(
                  "map",
                  Snapshots.of(Map.of("AKIAIOSFODNN7EXAMPLE", 1, "AKIAIOSFODNN7EXAMPLF", 2)));
            });
    assertThat(line.get("before").asInt()).isEqualTo(1);
    assertThat(line.get("details").get("message").asString()).isEqualTo("late");
    assertThat(line.get("details").get("streamId").asString()).isEqualTo("mine");
    assertThat(line.get("map")).hasSize(2);
  }

  @Test
  void contractFieldsOfTheApplication_areTakenWhereTheirTypeIsRight() {
    JsonNode right =
        encode(
            w -> {
              w.field("attempt", 3);
              w.field("backoff_ms", 5_000L);
              w.field("error_code", "PT-HTTP-429");
              w.field("rate_limit_scope", "rest.orders");
              w.field("upload_ms", 12);
            });
    assertThat(right.get("attempt").asInt()).isEqualTo(3);
    assertThat(right.get("error_code").asString()).isEqualTo("PT-HTTP-429");
    assertThat(right.get("upload_ms").asInt()).isEqualTo(12);
    JsonNode wrong =
        encode(
            w -> {
              w.field("attempt", "three");
              w.field("backoff_ms", -1);
              w.field("error_code", "oops");
              w.field("upload_ms", 1.5);
            });
    assertThat(wrong.get("details").size()).isEqualTo(4);
  }

  @Test
  void event_thatIsNoName_movesUnderDetails() {
    JsonNode line = encode(w -> w.event("Not A Name"));
    assertThat(line.get("event").asString()).isEqualTo("log_message");
    assertThat(line.get("details").get("event").asString()).isEqualTo("Not A Name");
  }

  @Test
  void longText_isCutAndMarked() {
    JsonNode line = encode(w -> w.message("x y ".repeat(1_250_000)));
    assertThat(line.get("message").asString()).hasSizeLessThan(1_100).endsWith("chars]");
    assertThat(line.get("message").asString()).contains("…[cut 4999000");
    assertThat(line.get("details").get("cut").toString()).isEqualTo("[\"message\"]");
    assertThat(encoder.cutTexts()).isEqualTo(1);
  }

  @Test
  void cut_neverSplitsACharacter() {
    JsonNode line = encode(w -> w.message("x" + "\uD83C\uDFA7".repeat(2_000)));
    assertThat(line.get("message").asString()).doesNotContain("\uFFFD");
  }

  @Test
  void loneSurrogates_becomeReplacementCharacters() {
    JsonNode line = encode(w -> w.message("a\uD800b\uDC00c\uD83C\uDFA7"));
    assertThat(line.get("message").asString()).isEqualTo("a\uFFFDb\uFFFDc\uD83C\uDFA7");
  }

  @Test
  void describe_thatThrows_costsOnlyWhatWasNotComplete() {
    for (Throwable thrown : new Throwable[] {new OutOfMemoryError(), new StackOverflowError()}) {
      JsonNode line =
          encode(
              w -> {
                w.message("kept");
                w.field("also", "kept");
                sneak(thrown);
              });
      assertThat(line.get("message").asString()).isEqualTo("kept");
      assertThat(line.get("also").asString()).isEqualTo("kept");
      assertThat(line.get("error_code").asString()).isEqualTo("OBS-PIPE-003");
      assertThat(line.get("details").get("encoding_error").asString())
          .isEqualTo(thrown.getClass().getName());
    }
  }

  @Test
  void describe_thatThrowsAtOnce_stillGivesAWholeRecord() {
    JsonNode line = encode(w -> sneak(new Error("x")));
    assertThat(line.get("event").asString()).isEqualTo("log_message");
    assertThat(line.get("service").asString()).isNotEmpty();
  }

  enum Nasty {
    ONE;

    @Override
    public String toString() {
      throw new IllegalStateException("constant");
    }
  }

  @Test
  void constantThatCannotBeRendered_costsItsFieldOnly() {
    JsonNode line =
        encode(
            w -> {
              w.message("m {}", new Object[] {Nasty.ONE});
              w.field("before", 1);
              w.field("nasty", Nasty.ONE);
            });
    assertThat(line.get("message").asString()).isEqualTo("m {}");
    assertThat(line.get("before").asInt()).isEqualTo(1);
    assertThat(line.get("nasty")).isNull();
  }

  @Test
  void values_keepTheirTypes() {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("list", new ArrayList<>(List.of(1, "a", true)));
    nested.put("none", null);
    JsonNode line =
        encode(
            w -> {
              w.field("int", 1);
              w.field("double", 1.5);
              w.field("nan", Double.NaN);
              w.field("big", new BigDecimal("12345678901234567890.123"));
              w.field("flag", true);
              w.field("nothing", null);
              w.field("map", Snapshots.of(nested));
              w.field("bytes", Snapshots.of(new byte[65_536]));
              w.field("buffer", Snapshots.of(ByteBuffer.allocate(9)));
            });
    assertThat(line.get("int").isInt()).isTrue();
    assertThat(line.get("double").isDouble()).isTrue();
    assertThat(line.get("nan").asString()).isEqualTo("NaN");
    assertThat(line.get("big").isNumber()).isTrue();
    assertThat(line.get("flag").isBoolean()).isTrue();
    assertThat(line.get("nothing").isNull()).isTrue();
    assertThat(line.get("map").toString()).isEqualTo("{\"list\":[1,\"a\",true],\"none\":null}");
    assertThat(line.get("bytes").asString()).isEqualTo("byte[65536]");
    assertThat(line.get("buffer").asString()).isEqualTo("ByteBuffer[9]");
  }

  @Test
  void error_hasItsCauses_withinBounds() {
    Throwable root = new IOException("root");
    Throwable thrown = root;
    for (int i = 0; i < 50; i++) {
      thrown = new IllegalStateException("level " + i, thrown);
    }
    Throwable outermost = thrown;
    JsonNode error =
        encode(new LineEncoder(FieldNaming.canonical(), redactor, 100_000), w -> w.error(outermost))
            .get("error");
    assertThat(error.get("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.get("message").asString()).isEqualTo("level 49");
    assertThat(error.get("stack").asString())
        .contains("Caused by: java.lang.IllegalStateException: level 48")
        .contains("Root cause: java.io.IOException: root")
        .doesNotContain("level 5\n");
  }

  @Test
  void error_whoseCausesFormACycle_ends() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    String stack = encode(w -> w.error(first)).get("error").get("stack").asString();
    assertThat(stack).hasSizeLessThan(1_100);
  }

  @Test
  void error_whoseMessageThrows_isRecordedByItsType() {
    RuntimeException broken =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new StackOverflowError();
          }
        };
    assertThat(encode(w -> w.error(broken)).get("error").get("message").asString())
        .contains("unreadable");
  }

  @Test
  void manyFields_areBounded() {
    JsonNode line =
        encode(
            w -> {
              for (int i = 0; i < 5_000; i++) {
                w.field("field" + i, "v ".repeat(400));
              }
            });
    assertThat(line.get("details").get("cut").toString()).contains("details");
    assertThat(encoder.length()).isLessThan(300_000);
  }

  @Test
  void names_beyondTheCache_stayUnique() {
    for (int i = 0; i < 5_000; i++) {
      int number = i;
      JsonNode line =
          encode(
              w -> {
                w.field("name" + number, 1);
                w.field("name" + number, 2);
              });
      assertThat(line.get("details").get("name" + number).asInt()).isEqualTo(2);
    }
  }

  @Test
  void naming_changesContractNamesOnly() {
    LineEncoder ecs = new LineEncoder(FieldNaming.ecs(), redactor, 1_000);
    JsonNode line =
        encode(
            ecs,
            w -> {
              w.put(RecordField.LOGGER, "a.B");
              w.field("log.level", "mine");
              w.field("clip", "c");
              w.error(new IOException("x"));
            });
    assertThat(line.get("@timestamp").asString()).startsWith("2026-01-09");
    assertThat(line.get("log.level").asString()).isEqualTo("WARN");
    assertThat(line.get("streamobs.stream_id").asString()).isEqualTo("-");
    assertThat(line.get("clip").asString()).isEqualTo("c");
    assertThat(line.get("error").get("stack_trace").asString()).contains("IOException");
    assertThat(line.get("streamobs.details").get("log.level").asString()).isEqualTo("mine");
  }

  @SuppressWarnings("unchecked")
  static <X extends Throwable> void sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
