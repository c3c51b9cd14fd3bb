package io.streamobs.benchmarks;

import java.util.Locale;

/**
 * A picture of lines and words. Without a background, in colours that can be told on white and on
 * black.
 */
final class Svg {

  /** Where a text's place is in it. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private static final String STYLE =
      """
      <style>
        text { font: 12px system-ui, "DejaVu Sans", sans-serif; fill: #7d8590; }
        .title { font-size: 13px; font-weight: 600; }
        .grid { stroke: #7d8590; stroke-opacity: .25; }
        .axis { stroke: #7d8590; }
        .runs { stroke: #3b8bd4; stroke-width: 1.5; fill: none; }
        .runs-area { fill: #3b8bd4; fill-opacity: .18; }
        .logs { stroke: #2f9e6e; stroke-width: 1.5; fill: none; }
        .logs-area { fill: #2f9e6e; fill-opacity: .18; }
        .bound { stroke: #d9534f; stroke-width: 1.5; stroke-dasharray: 7 4; }
        .kill { stroke: #c98a1b; stroke-width: 1.5; stroke-dasharray: 2 3; }
      </style>
      """;

  private final StringBuilder text = new StringBuilder();

  /**
   * @param title for whoever cannot see it
   */
  Svg(int width, int height, String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
        width, height, width, height);
    add("<title>%s</title>", title);
    text.append(STYLE);
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        style, x1, y1, x2, y2);
  }

  /** A path as SVG writes it. */
  void path(String style, String data) {
    add("<path class=\"%s\" d=\"%s\"/>", style, data);
  }

  void text(String style, Anchor anchor, double x, double y, String words) {
    String place = anchor.name().toLowerCase(Locale.ROOT);
    add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
        style, place, x, y, words);
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** All of it. */
  String end() {
    return text + "</svg>\n";
  }
}
