package io.streamobs.benchmarks;

import io.streamobs.benchmarks.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * One curve over the minutes of a soak, with its bound.
 *
 * @param name of the curve, and of its style
 * @param top where the panel begins
 * @param bound in bytes
 */
record PlotPanel(String name, String title, int top, int height, long bound) {

  static final int LEFT = 56;
  static final int WIDTH = 724;
  static final double MB = 1 << 20;

  private static final int STEPS = 4;
  private static final int MOST_MINUTE_MARKS = 10;

  void draw(Svg svg, List<HomeUsage> samples, List<Double> kills, ToLongFunction<HomeUsage> usage) {
    double seconds = samples.get(samples.size() - 1).seconds();
    double step = bound / MB / STEPS;
    double most = samples.stream().mapToLong(usage).max().orElse(0) / MB;
    double scale = height / (step * Math.ceil(Math.max(most, bound / MB) * 1.02 / step));
    svg.text("title", Anchor.START, LEFT, top - 10, title);
    for (double mark = 0; mark * scale <= height + 0.5; mark += step) {
      double y = bottom() - mark * scale;
      svg.line(mark == 0 ? "axis" : "grid", LEFT, y, LEFT + WIDTH, y);
      svg.text("", Anchor.END, LEFT - 8, y + 4, String.format(Locale.ROOT, "%.0f MB", mark));
    }
    minutes(svg, seconds);
    for (double kill : kills) {
      double x = LEFT + kill / seconds * WIDTH;
      svg.line("kill", x, top, x, bottom());
    }
    curve(svg, samples, usage, scale, seconds);
    double y = bottom() - bound / MB * scale;
    svg.line("bound", LEFT, y, LEFT + WIDTH, y);
  }

  private double bottom() {
    return top + height;
  }

  private void minutes(Svg svg, double seconds) {
    int step = 1;
    while (seconds / 60 / step > MOST_MINUTE_MARKS) {
      step = step == 1 ? 2 : step + (step == 2 ? 3 : step);
    }
    for (int minute = 0; minute * 60 <= seconds; minute += step) {
      double x = LEFT + minute * 60 / seconds * WIDTH;
      svg.line("axis", x, bottom(), x, bottom() + 4);
      svg.text("", Anchor.MIDDLE, x, bottom() + 18, minute + (minute == 0 ? "" : " min"));
    }
  }

  private void curve(
      Svg svg,
      List<HomeUsage> samples,
      ToLongFunction<HomeUsage> usage,
      double scale,
      double seconds) {
    StringBuilder data = new StringBuilder();
    for (HomeUsage sample : samples) {
      double x = LEFT + sample.seconds() / seconds * WIDTH;
      double y = bottom() - usage.applyAsLong(sample) / MB * scale;
      data.append(data.isEmpty() ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
    }
    svg.path(name + "-area", "%sV%d H%d Z".formatted(data, (int) bottom(), LEFT));
    svg.path(name, data.toString());
  }
}
