package io.streamobs.internal.encode;

import io.streamobs.FieldNaming;
import io.streamobs.event.RecordField;
import io.streamobs.internal.redact.Redactor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that an encoder has met, within a bound. */
final class FieldNames {

  private static final int MOST_KEPT = 2_048;
  private static final int MOST_CHARS = 128;

  private final Map<String, FieldName> kept = new HashMap<>();
  // Names beyond the bound, for as long as one line lasts, so that they stay unique in it.
  private final Map<String, FieldName> ofThisLine = new HashMap<>();
  private final byte[][] contract = new byte[RecordField.values().length][];
  private final Set<String> outputNames = new HashSet<>();
  private final Redactor redactor;

  FieldNames(FieldNaming naming, Redactor redactor) {
    this.redactor = redactor;
    for (RecordField field : RecordField.values()) {
      String name = naming.name(field);
      contract[field.ordinal()] = prefix(name);
      outputNames.add(name);
    }
  }

  /** {@code ,"name":} of a contract field. */
  byte[] prefix(RecordField field) {
    return contract[field.ordinal()];
  }

  void startLine() {
    if (!ofThisLine.isEmpty()) {
      ofThisLine.clear();
    }
  }

  FieldName get(@Nullable String name) {
    String key = name == null ? "null" : bounded(name);
    FieldName found = kept.get(key);
    if (found != null) {
      return found;
    }
    if (kept.size() < MOST_KEPT) {
      return kept.computeIfAbsent(key, this::make);
    }
    return ofThisLine.computeIfAbsent(key, this::make);
  }

  private FieldName make(String name) {
    RecordField field = RecordField.of(name);
    boolean taken = field != null || outputNames.contains(name);
    return new FieldName(prefix(name), field, taken, redactor.isSecretName(name));
  }

  // Two long names that begin alike are one name from here on, and the second moves.
  private static String bounded(String name) {
    return name.length() <= MOST_CHARS ? name : name.substring(0, MOST_CHARS) + "…";
  }

  static byte[] prefix(String name) {
    ByteBuilder out = new ByteBuilder(name.length() + 4);
    out.append(',');
    out.append('"');
    out.escaped(name.toCharArray(), 0, name.length());
    out.append('"');
    out.append(':');
    return out.copyFrom(0);
  }
}
