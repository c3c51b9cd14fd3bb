package io.streamobs.assets.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.assets.internal.bundle.Bytes;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JournalLineProperties {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static byte[] line(long n, ObjectNode record) {
    byte[] json = MAPPER.writeValueAsBytes(record);
    Bytes bytes = new Bytes();
    JournalLine.append(bytes, n, json, 0, json.length);
    return bytes.toByteArray();
  }

  @Property(tries = 500)
  void line_isReadAsItWasWritten(
      @ForAll @LongRange(min = 1) long n, @ForAll String name, @ForAll String text) {
    ObjectNode record = MAPPER.createObjectNode().put(name, clean(text));
    byte[] line = line(n, record);
    assertThat(line[line.length - 1]).isEqualTo((byte) '\n');
    assertThat(JournalLine.parse(line, 0, line.length - 1)).isEqualTo(new JournalLine(n, record));
    JsonNode asJson = MAPPER.readTree(line);
    assertThat(asJson.get("record")).isEqualTo(record);
  }

  // A lone surrogate has no UTF-8.
  private static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Property(tries = 2_000)
  void lineWithAFlippedBit_isNone(
      @ForAll @LongRange(min = 1) long n,
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] line = line(n, MAPPER.createObjectNode().put("event", "stage_finished").put("seq", 17));
    int place = at % (line.length - 1);
    line[place] ^= (byte) (1 << bit);
    assertThat(JournalLine.parse(line, 0, line.length - 1)).isNull();
  }
}
