package io.streamobs.testkit;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a failed assertion says: what was expected, what is wrong and where, the lines themselves,
 * and the history around them.
 */
final class FailureText {

  private static final int MOST_FINDINGS = 10;
  private static final int MOST_LINES = 3;
  private static final int MOST_LINE_CHARS = 1_000;

  private FailureText() {}

  /**
   * @param expected completes "Expected"
   * @param history the records that were looked at
   * @param shown applied to every text that comes from the log
   */
  static String of(
      String expected,
      List<Finding> findings,
      List<RecordView> history,
      UnaryOperator<String> shown) {
    return head(expected, findings, findings.size(), shown)
        .append(History.of(history, marked(findings), shown))
        .toString();
  }

  /**
   * The same without the history.
   *
   * @param findings the first ones of {@code count}
   */
  static StringBuilder head(
      String expected, List<Finding> findings, long count, UnaryOperator<String> shown) {
    StringBuilder text = new StringBuilder("\nExpected ").append(expected).append(", but:\n");
    findings.stream()
        .limit(MOST_FINDINGS)
        .forEach(finding -> text.append("  ").append(shown.apply(finding.toString())).append('\n'));
    if (count > MOST_FINDINGS) {
      text.append("  … ").append(count - MOST_FINDINGS).append(" more\n");
    }
    findings.stream()
        .map(Finding::record)
        .filter(Objects::nonNull)
        .distinct()
        .limit(MOST_LINES)
        .forEach(record -> appendLine(text, record, shown));
    return text;
  }

  private static Set<RecordView> marked(List<Finding> findings) {
    Set<RecordView> marked = Collections.newSetFromMap(new IdentityHashMap<>());
    findings.stream().map(Finding::record).filter(Objects::nonNull).forEach(marked::add);
    return marked;
  }

  private static void appendLine(
      StringBuilder text, RecordView record, UnaryOperator<String> shown) {
    String line = shown.apply(record.line());
    String place = record.place();
    text.append(place.startsWith("line") ? "L" + place.substring(1) : place).append(": ");
    text.append(line, 0, Math.min(line.length(), MOST_LINE_CHARS));
    text.append(line.length() > MOST_LINE_CHARS ? "…\n" : "\n");
  }
}
