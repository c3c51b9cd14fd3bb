package io.streamobs.logback;

import io.streamobs.spi.Snapshots;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.Buffer;
import java.nio.channels.Channel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Values as Jackson sees them: beans become maps. Bounded, and with content (bytes, samples,
 * streams) as its type and size, as everywhere.
 */
final class JacksonValues {

  private static final int MOST_BYTES = 1 << 16;

  private JacksonValues() {}

  /** Made when the first bean comes: most fields are plain values. */
  private static final class Mapper {
    static final JsonMapper INSTANCE = newMapper();
  }

  private static JsonMapper newMapper() {
    SimpleModule content = new SimpleModule("streamobs-content");
    Class<?>[] types = {
      byte[].class, short[].class, char[].class, float[].class, double[].class,
      Buffer.class, InputStream.class, Reader.class, Channel.class, Path.class
    };
    for (Class<?> type : types) {
      content.addSerializer(type, new ContentSerializer());
    }
    return JsonMapper.builder().addModule(content).build();
  }

  static ObjectWriteContext writeContext() {
    return Mapper.INSTANCE._serializationContext();
  }

  /** The value as Jackson renders it, or where it cannot, as {@link Snapshots} do. */
  static @Nullable Object snapshot(@Nullable Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Double
        || value instanceof Boolean) {
      return value;
    }
    try {
      Bounded out = new Bounded();
      Mapper.INSTANCE.writeValue(out, value);
      return Mapper.INSTANCE.readValue(out.toByteArray(), Object.class);
    } catch (Throwable thrown) { // too large, knotted, or broken
      return Snapshots.of(value);
    }
  }

  /** The JSON text as a value, or itself where it is none. */
  static @Nullable Object parsed(@Nullable String json) {
    if (json == null || json.length() > MOST_BYTES) {
      return json;
    }
    try {
      return Mapper.INSTANCE.readValue(json, Object.class);
    } catch (JacksonException e) {
      return json;
    }
  }

  private static final class ContentSerializer extends ValueSerializer<Object> {
    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
      generator.writeString(String.valueOf(Snapshots.of(value)));
    }
  }

  /** Refuses what is more than a line can show. */
  private static final class Bounded extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      if (bytes.size() + length > MOST_BYTES) {
        throw new IllegalStateException("more than " + MOST_BYTES + " bytes");
      }
      bytes.write(source, offset, length);
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }
  }
}
