package io.streamobs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds texts that must not be in a log, however JSON spells them. */
final class ForbiddenText {

  private final List<String> texts;

  ForbiddenText(String... texts) {
    this.texts = List.of(texts);
    if (this.texts.isEmpty() || this.texts.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("give at least one text, and none that is empty");
    }
  }

  List<Finding> check(Snapshot log, List<RecordView> records) {
    List<Finding> findings = new ArrayList<>();
    records.forEach(record -> findings.addAll(check(record)));
    String torn = log.tornLine();
    if (torn != null && texts.stream().anyMatch(torn::contains)) {
      findings.add(Finding.ofLog("found in the torn last line"));
    }
    return findings;
  }

  List<Finding> check(RecordView record) {
    List<Finding> findings = new ArrayList<>();
    search(record, "", record.fields(), findings);
    if (findings.isEmpty()) {
      found(record, "the line", record.line(), findings);
    }
    return findings;
  }

  private void search(
      RecordView record, String path, @Nullable Object value, List<Finding> findings) {
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, member) -> {
            String place = path.isEmpty() ? String.valueOf(name) : path + "." + name;
            found(record, "the name " + place, String.valueOf(name), findings);
            search(record, place, member, findings);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(element -> search(record, path + "[]", element, findings));
    } else if (value != null) {
      found(record, path, value.toString(), findings);
    }
  }

  private void found(RecordView record, String place, String where, List<Finding> findings) {
    for (int i = 0; i < texts.size(); i++) {
      if (where.contains(texts.get(i))) {
        findings.add(Finding.of(record, "text " + (i + 1) + " of the call is in " + place));
      }
    }
  }

  /** Keeps them out of the failure's own message, which goes to logs as well. */
  UnaryOperator<String> mask() {
    return shown -> {
      String masked = shown;
      for (String text : texts) {
        masked = masked.replace(text, "█████").replace(escaped(text), "█████");
      }
      return masked;
    };
  }

  private static String escaped(String text) {
    String quoted = Json.quoted(text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
