package io.streamobs.benchmarks;

import io.streamobs.benchmarks.Svg.Anchor;
import java.util.List;

/** Draws what a soak's home had in it: run bundles above, log files below, each with its bound. */
final class SoakPlot {

  private static final int HEIGHT = 500;
  private static final int LEGEND = 18;

  private static final PlotPanel RUNS =
      new PlotPanel("runs", "Run bundles", 62, 220, SoakBounds.RUNS);
  private static final PlotPanel LOGS =
      new PlotPanel("logs", "Log files", 346, 110, SoakBounds.LOGS);

  private final List<HomeUsage> samples;
  private final List<Double> kills;

  /**
   * @param kills seconds at which the worker was killed
   */
  SoakPlot(List<HomeUsage> samples, List<Double> kills) {
    this.samples = samples;
    this.kills = kills;
  }

  String svg() {
    Svg svg = new Svg(800, HEIGHT, "What a home has in it while a worker writes past its bounds");
    double x = PlotPanel.LEFT;
    x = key(svg, "runs", "run bundles", x);
    x = key(svg, "logs", "log files", x);
    x = key(svg, "bound", "max-bytes of the policy", x);
    key(svg, "kill", "worker killed and started again", x);
    RUNS.draw(svg, samples, kills, HomeUsage::runs);
    LOGS.draw(svg, samples, kills, HomeUsage::logs);
    return svg.end();
  }

  /** Where the next one goes. */
  private static double key(Svg svg, String style, String words, double x) {
    svg.line(style, x, LEGEND, x + 26, LEGEND);
    svg.text("", Anchor.START, x + 33, LEGEND + 4, words);
    return x + 33 + words.length() * 6.6 + 22;
  }
}
