package io.streamobs.logback;

import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The correlation fields that a record has anyway. What the MDC repeats of them, such as {@link
 * MdcMirror}'s entries, is left out; what it says differently is the application's and stays.
 */
final class OwnValues {

  private final CorrelationContext context;
  private @Nullable Map<RecordField, String> values;

  OwnValues(CorrelationContext context) {
    this.context = context;
  }

  boolean contains(String name, @Nullable String value) {
    RecordField field = RecordField.of(name);
    if (field == null || value == null) {
      return false;
    }
    Map<RecordField, String> known = values;
    if (known == null) {
      Map<RecordField, String> made = new EnumMap<>(RecordField.class);
      context.forEach(made::put);
      values = made;
      known = made;
    }
    return value.equals(known.get(field));
  }
}
