package io.streamobs.logback;

import io.streamobs.spi.Payload;
import io.streamobs.spi.Snapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.util.TokenBuffer;

/** Takes what writes itself as JSON fields, and gives the fields back as snapshots. */
final class FieldBuffer extends TokenBuffer {

  private @Nullable ObjectWriteContext context;

  FieldBuffer() {
    super(ObjectWriteContext.empty(), /* hasNativeIds= */ false);
  }

  // What unwraps beans asks for it; most fields need none.
  @Override
  public ObjectWriteContext objectWriteContext() {
    ObjectWriteContext made = context;
    if (made == null) {
      made = JacksonValues.writeContext();
      context = made;
    }
    return made;
  }

  @Override
  public JsonGenerator writePOJO(@Nullable Object value) {
    return embed(JacksonValues.snapshot(value));
  }

  @Override
  public JsonGenerator writeRawValue(String json) {
    return embed(JacksonValues.parsed(json));
  }

  @Override
  public JsonGenerator writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
    return embed(new Payload("byte", length));
  }

  private JsonGenerator embed(@Nullable Object snapshot) {
    if (snapshot == null) {
      return writeNull();
    }
    _appendValue(JsonToken.VALUE_EMBEDDED_OBJECT, snapshot);
    return this;
  }

  void copyTo(Fields fields) {
    JsonParser parser = asParser();
    parser.nextToken();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.add(name, Snapshots.of(value(parser)));
    }
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_EMBEDDED_OBJECT -> parser.getEmbeddedObject();
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser parser) {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
