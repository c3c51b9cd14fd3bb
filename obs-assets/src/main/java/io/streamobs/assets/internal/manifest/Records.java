package io.streamobs.assets.internal.manifest;

import io.streamobs.Outcome;
import io.streamobs.event.RecordField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads records as journals have them: what is missing is missing, what is odd is not there. */
final class Records {

  private Records() {}

  static String event(JsonNode record) {
    return record.path(RecordField.EVENT.json()).asString("");
  }

  static String ts(JsonNode record) {
    return record.path(RecordField.TS.json()).asString("");
  }

  static String text(JsonNode record, RecordField field) {
    return record.path(field.json()).asString("");
  }

  static JsonNode detail(JsonNode record, String name) {
    return record.path(RecordField.DETAILS.json()).path(name);
  }

  /** A number, or -1. */
  static long number(JsonNode record, RecordField field) {
    JsonNode value = record.path(field.json());
    return value.isIntegralNumber() ? value.longValue() : -1;
  }

  static @Nullable Outcome outcome(JsonNode record) {
    String name = text(record, RecordField.OUTCOME).toUpperCase(Locale.ROOT);
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(name)) {
        return outcome;
      }
    }
    return null;
  }

  /** Copies those fields that the record has, under their own names. */
  static void copy(JsonNode record, ObjectNode target, RecordField... fields) {
    for (RecordField field : fields) {
      JsonNode value = record.get(field.json());
      if (value != null) {
        target.set(field.json(), value);
      }
    }
  }

  /** Copies members of the record's details. */
  static void copyDetails(JsonNode record, ObjectNode target, String... names) {
    for (String name : names) {
      JsonNode value = detail(record, name);
      if (!value.isMissingNode()) {
        target.set(name, value);
      }
    }
  }
}
