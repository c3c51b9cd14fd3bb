package io.streamobs.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.FieldNaming;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
import io.streamobs.spi.Snapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.slf4j.helpers.MessageFormatter;
import tools.jackson.databind.JsonNode;

/** Whatever goes in, what Jackson reads back is it. */
class LineEncoderProperties {

  final LineEncoder encoder =
      new LineEncoder(FieldNaming.canonical(), new Redactor(new SecretNames(Set.of())), 1 << 20);

  @Property(tries = 2_000)
  void text_comesBack(@ForAll("texts") String text) {
    JsonNode line = LineEncoderTest.encode(encoder, w -> w.message(text));
    assertThat(line.get("message").asString()).isEqualTo(wellFormed(text));
  }

  @Property(tries = 3_000)
  void pattern_isFilledAsSlf4jDoes(
      @ForAll("patterns") String pattern, @ForAll @Size(max = 5) List<Integer> values) {
    Object[] arguments = values.toArray();
    String expected = MessageFormatter.arrayFormat(pattern, arguments).getMessage();
    for (int turn = 0; turn < 3; turn++) { // it is taken apart, then kept
      JsonNode line = LineEncoderTest.encode(encoder, w -> w.message(pattern, arguments));
      assertThat(line.get("message").asString()).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("{}", "{", "}", "\\", "\\\\", "a", " of ", "\\{}", "{}{}", "é")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 1_000)
  void names_comeBack_andNothingIsLost(@ForAll("texts") String name, @ForAll int value) {
    JsonNode line = LineEncoderTest.encode(encoder, w -> w.field("n" + name, value));
    String key = wellFormed("n" + name);
    JsonNode found = line.has(key) ? line.get(key) : line.path("details").path(key);
    assertThat(found.asInt()).isEqualTo(value);
  }

  @Property(tries = 1_000)
  void numbers_comeBack(@ForAll long whole, @ForAll double real) {
    JsonNode line =
        LineEncoderTest.encode(
            encoder,
            w -> {
              w.field("whole", whole);
              w.field("real", real);
            });
    assertThat(line.get("whole").asLong()).isEqualTo(whole);
    assertThat(line.get("real").asDouble()).isEqualTo(real);
  }

  @Property(tries = 300)
  void structures_ofAnyDepth_giveValidLines(@ForAll("structures") Object structure) {
    JsonNode line = LineEncoderTest.encode(encoder, w -> w.field("it", Snapshots.of(structure)));
    assertThat(line.has("it")).isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    // Letters that no redaction rule looks at, and every kind of character that JSON treats
    // specially.
    return Arbitraries.oneOf(
            Arbitraries.chars().range('h', 'k'),
            Arbitraries.chars().range('\u0000', '\u001f'),
            Arbitraries.of(
                '"', '\\', '/', '\u007f', '\u2028', '\u00e9', '\ud83c', '\udfa7', '\uffff'),
            Arbitraries.chars().range('\ud800', '\udfff'),
            Arbitraries.chars().range('\u0100', '\uffff'))
        .list()
        .ofMaxSize(60)
        .map(
            chars -> {
              StringBuilder text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }

  @Provide
  Arbitrary<Object> structures() {
    return Arbitraries.integers().between(0, 12).map(LineEncoderProperties::nested);
  }

  private static Object nested(int depth) {
    Object value = depth;
    for (int i = 0; i < depth; i++) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("at" + i, value);
      value = i % 2 == 0 ? new ArrayList<>(List.of(value, "x")) : map;
    }
    return value;
  }

  private static String wellFormed(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append(Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }
}
