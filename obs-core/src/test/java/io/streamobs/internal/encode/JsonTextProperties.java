package io.streamobs.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTextProperties {

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  // As UTF-8 has it: a lone surrogate is none of its characters.
  private static String wellFormed(String text) {
    StringBuilder all = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(all::appendCodePoint);
    return all.toString();
  }

  @Property
  void texts_comeBack(@ForAll String name, @ForAll String text) {
    JsonNode read = STRICT.readTree(JsonText.object(Map.of(name, text)));
    assertThat(read.size()).isEqualTo(1);
    assertThat(read.get(wellFormed(name)).asString()).isEqualTo(wellFormed(text));
  }

  @Property
  void numbersAndBooleans_comeBack(
      @ForAll long number, @ForAll int small, @ForAll boolean isSo, @ForAll double other) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", number);
    fields.put("small", small);
    fields.put("isSo", isSo);
    fields.put("other", other);
    String text = JsonText.object(fields);
    assertThat(text)
        .isEqualTo(
            "{\"number\":%d,\"small\":%d,\"isSo\":%b,\"other\":\"%s\"}"
                .formatted(number, small, isSo, other));
    assertThat(STRICT.readTree(text).get("number").asLong()).isEqualTo(number);
  }

  @Example
  void everyCharacterOfTheFirstPlane_comesBack() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= 0xFFFF; c++) {
      if (!Character.isSurrogate((char) c)) {
        all.append((char) c);
      }
    }
    String object = JsonText.object(Map.of("all", all));
    assertThat(STRICT.readTree(object).get("all").asString()).isEqualTo(all.toString());
    assertThat(object.chars()).noneMatch(c -> c < ' ');
  }

  @Example
  void nothing_isAnEmptyObject() {
    assertThat(JsonText.object(Map.of())).isEqualTo("{}");
  }
}
