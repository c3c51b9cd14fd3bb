package io.streamobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under each other: the first column begins at the left, numbers end at the right. */
final class Table {

  private static final String GAP = "  ";

  private final boolean[] right;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * @param columns their titles; one that begins with {@code >} has numbers
   */
  Table(String... columns) {
    right = new boolean[columns.length];
    String[] titles = new String[columns.length];
    for (int i = 0; i < columns.length; i++) {
      right[i] = columns[i].startsWith(">");
      titles[i] = right[i] ? columns[i].substring(1) : columns[i];
    }
    rows.add(titles);
  }

  void row(String... cells) {
    rows.add(Arrays.stream(cells).map(Table::plain).toArray(String[]::new));
  }

  // What moves the cursor would have a row look like another one.
  private static String plain(String cell) {
    return cell.replaceAll("\\p{Cntrl}", "·");
  }

  void print(PrintWriter out) {
    int[] widths = new int[right.length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String space = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : GAP).append(right[i] ? space + row[i] : row[i] + space);
      }
      out.println(line.toString().stripTrailing());
    }
  }
}
