package io.streamobs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the fields that are times: those whose name ends in {@code _ms}. */
final class Timings {

  private static final String SUFFIX = "_ms";

  private Timings() {}

  /** Times that are no whole number of at least 0, also where they moved under details for it. */
  static List<Finding> negative(List<RecordView> records) {
    List<Finding> findings = new ArrayList<>();
    for (RecordView record : records) {
      check(record, "", record.fields(), findings);
      if (record.field("details") instanceof Map<?, ?> details) {
        check(record, "details.", details, findings);
      }
    }
    return findings;
  }

  private static void check(
      RecordView record, String prefix, Map<?, ?> fields, List<Finding> findings) {
    fields.forEach(
        (name, value) -> {
          if (String.valueOf(name).endsWith(SUFFIX) && !isTime(value)) {
            String what = prefix + name + " is " + value;
            findings.add(Finding.of(record, what + ", not a whole number of at least 0"));
          }
        });
  }

  /** Nothing where a record has the timing, else where it is wrong, or that it is nowhere. */
  static List<Finding> without(String name, List<RecordView> records) {
    if (records.stream().anyMatch(record -> isTime(record.field(name)))) {
      return List.of();
    }
    List<Finding> wrong = negative(records).stream().filter(f -> f.what().contains(name)).toList();
    return wrong.isEmpty() ? List.of(Finding.ofLog("no record has " + name)) : wrong;
  }

  private static boolean isTime(@Nullable Object value) {
    return value instanceof Long time && time >= 0;
  }
}
