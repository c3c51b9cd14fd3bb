package io.streamobs.logback;

import io.streamobs.ConfigurationException;
import io.streamobs.FieldNaming;
import io.streamobs.ObsErrors;
import io.streamobs.event.RecordField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Field names out of a preset and renames on top of it. */
final class Naming {

  private Naming() {}

  static FieldNaming of(@Nullable String preset, List<String> renames) {
    FieldNaming base =
        preset == null ? FieldNaming.canonical() : FieldNaming.preset(preset.strip());
    Map<String, String> names = new LinkedHashMap<>();
    renames.forEach(rename -> split(rename, names));
    // For canonical names all at once, so that two fields can swap theirs.
    FieldNaming renamed = FieldNaming.renaming(names);
    return base.equals(FieldNaming.canonical()) ? renamed : onTop(base, names);
  }

  private static FieldNaming onTop(FieldNaming base, Map<String, String> names) {
    FieldNaming naming = base;
    for (Map.Entry<String, String> entry : names.entrySet()) {
      RecordField field = RecordField.of(entry.getKey());
      if (field != null) { // always: others were refused before
        naming = naming.with(field, entry.getValue());
      }
    }
    return naming;
  }

  private static void split(String rename, Map<String, String> names) {
    int at = rename.indexOf('=');
    String from = at < 0 ? "" : rename.substring(0, at).strip();
    String to = at < 0 ? "" : rename.substring(at + 1).strip();
    if (from.isEmpty() || to.isEmpty() || names.put(from, to) != null) {
      throw new ConfigurationException(
          ObsErrors.BAD_FIELD_NAMING,
          "rename",
          rename,
          "write canonical=new, such as streamId=stream, once for each field");
    }
  }
}
