package io.streamobs.testkit;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The audit of a home by its file alone.
 *
 * @param torn what stands behind the last whole line
 */
record AuditLines(List<Line> lines, String torn) {

  private static final int MOST_SHOWN = 50;
  private static final int MOST_CHARS = 500;

  /**
   * A line.
   *
   * @param number of the line in the file, from 1
   * @param json what it holds; null where it is no object
   */
  record Line(int number, String text, @Nullable Map<String, @Nullable Object> json) {

    @Nullable Object member(String name) {
      return json == null ? null : json.get(name);
    }

    /** A field of the entry; null where there is none. */
    @Nullable Object field(String name) {
      return member("entry") instanceof Map<?, ?> entry ? entry.get(name) : null;
    }

    boolean is(String name, Object value) {
      Object is = field(name);
      if (is instanceof Long number && value instanceof Number expected) {
        return number == expected.longValue();
      }
      return is != null && is.toString().equals(value.toString());
    }
  }

  /** That of a home; nothing where there is none. */
  static AuditLines of(Path home) {
    Path file = home.resolve("audit").resolve("audit.jsonl");
    String text = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? BundleFiles.text(file) : "";
    String[] parts = text.split("\n", -1);
    int torn = parts.length - 1; // behind the last newline is nothing, or a torn line
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < torn; i++) {
      lines.add(new Line(i + 1, parts[i], json(parts[i])));
    }
    return new AuditLines(lines, parts[torn]);
  }

  private static @Nullable Map<String, @Nullable Object> json(String line) {
    try {
      return Json.object(line);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The last ones. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("the audit has ").append(lines.size());
    text.append(" entries\n");
    for (Line line : lines.subList(Math.max(0, lines.size() - MOST_SHOWN), lines.size())) {
      Object entry = line.member("entry");
      String shown = entry == null ? line.text() : entry.toString();
      text.append("  ").append(line.number()).append(": ");
      text.append(shown, 0, Math.min(shown.length(), MOST_CHARS)).append('\n');
    }
    return text.toString();
  }
}
