package io.streamobs.testkit;

import io.streamobs.CorrelationContext;
import io.streamobs.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Records as a table for a person, bounded however many there are. */
final class History {

  static final String TITLE = "History of ";

  private static final int MOST_ROWS = 60;
  private static final int FIRST_ROWS = 5;
  private static final int LAST_ROWS = 15;
  private static final int MOST_MARKED = 8;
  private static final int AROUND_MARKED = 2;

  private final List<RecordView> records;
  private final Set<RecordView> marked;
  private final UnaryOperator<String> shown;
  private final StringBuilder out = new StringBuilder();

  private History(List<RecordView> records, Set<RecordView> marked, UnaryOperator<String> shown) {
    this.records = records;
    this.marked = marked;
    this.shown = shown;
  }

  static String of(List<RecordView> records) {
    return of(records, Set.of(), UnaryOperator.identity());
  }

  /**
   * @param marked the records with an arrow before them
   * @param shown applied to every text before it is cut
   */
  static String of(List<RecordView> records, Set<RecordView> marked, UnaryOperator<String> shown) {
    return new History(records, marked, shown).render();
  }

  private String render() {
    out.append(TITLE).append(records.size()).append(records.size() == 1 ? " record" : " records");
    if (records.isEmpty()) {
      return out.append('\n').toString();
    }
    out.append(marked.isEmpty() ? ":\n" : " (> marks what is wrong):\n");
    row("  ", "line", "time", "level", "event", "stream/run #fragment stage", "outcome", "message");
    int next = 0;
    for (int index : chosen()) {
      leftOut(index - next);
      row(records.get(index));
      next = index + 1;
    }
    leftOut(records.size() - next);
    return out.toString();
  }

  private Set<Integer> chosen() {
    Set<Integer> rows = new TreeSet<>();
    int size = records.size();
    addRows(rows, 0, size <= MOST_ROWS ? size : FIRST_ROWS);
    addRows(rows, size - LAST_ROWS, size);
    int found = 0;
    for (int i = 0; i < size && found < MOST_MARKED; i++) {
      if (marked.contains(records.get(i))) {
        found++;
        addRows(rows, i - AROUND_MARKED, i + AROUND_MARKED + 1);
      }
    }
    return rows;
  }

  private void addRows(Set<Integer> rows, int from, int to) {
    for (int i = Math.max(0, from); i < Math.min(to, records.size()); i++) {
      rows.add(i);
    }
  }

  private void leftOut(int count) {
    if (count > 0) {
      out.append("         … ").append(count).append(" more\n");
    }
  }

  private void row(RecordView record) {
    String mark = marked.contains(record) ? "> " : "  ";
    String number = Integer.toString(record.number());
    if (record.problem() != null) {
      String text = record.problem() + ": " + record.line();
      row(mark, number, "", "", "[unreadable]", "", "", cell(text, 120));
      return;
    }
    Level level = record.level();
    Outcome outcome = record.outcome();
    row(
        mark,
        number,
        offset(record.ts()),
        level == null ? "?" : level.name(),
        cell(record.event(), 24),
        cell(place(record), 48),
        outcome == null ? "" : outcome.json(),
        cell(message(record), 100));
  }

  private void row(Object... cells) {
    out.append(String.format("%s%6s %10s %-5s %-20s %-36s %-9s %s\n", cells));
  }

  // Since the first record: what a reader wants to know of a test is how far apart things were.
  private String offset(@Nullable Instant ts) {
    Instant first =
        records.stream().map(RecordView::ts).filter(Objects::nonNull).findFirst().orElse(null);
    if (ts == null || first == null) {
      return "?";
    }
    long millis = Duration.between(first, ts).toMillis();
    return String.format(
        "%s%d.%03ds", millis < 0 ? "-" : "+", Math.abs(millis) / 1000, Math.abs(millis) % 1000);
  }

  private static String place(RecordView record) {
    StringBuilder place = new StringBuilder();
    place.append(record.streamId()).append('/').append(record.runId());
    if (CorrelationContext.NONE.equals(record.streamId())
        && CorrelationContext.NONE.equals(record.runId())) {
      place.setLength(1);
    }
    record.fragmentSeq().ifPresent(seq -> place.append(" #").append(seq));
    if (record.stage() != null) {
      place.append(' ').append(record.stage());
    }
    return place.toString();
  }

  private static String message(RecordView record) {
    String type = record.errorType();
    String code = record.errorCode();
    return record.message()
        + (code == null ? "" : " [" + code + "]")
        + (type == null ? "" : " " + type + ": " + record.errorMessage());
  }

  private String cell(@Nullable String text, int most) {
    String clean = oneLine(shown.apply(String.valueOf(text)));
    return clean.length() <= most ? clean : clean.substring(0, most - 1) + "…";
  }

  /** The text without control characters, which would break a table or a terminal. */
  static String oneLine(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.chars().forEach(c -> clean.append(Character.isISOControl(c) ? ' ' : (char) c));
    return clean.toString();
  }
}
