package io.streamobs.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One contender's turn at a pace.
 *
 * @param meanMillis between two lines
 */
record LatencyTurn(FollowedContender contender, int meanMillis) {

  private static final int USUAL = 5;
  private static final int SELDOM = 200;
  // For as many lines as tell a percentile of a hundred.
  private static final int SELDOM_TIMES_LONGER = 5;

  static List<LatencyTurn> all() {
    List<LatencyTurn> all = new ArrayList<>();
    for (FollowedContender contender : FollowedContender.values()) {
      all.add(new LatencyTurn(contender, USUAL));
    }
    all.add(new LatencyTurn(FollowedContender.OBS, SELDOM));
    return all;
  }

  Latency measure(Options options) throws IOException, InterruptedException {
    return measure(options.warmUpMillis(), measuredMillis(options));
  }

  Latency measure(int warmUpMillis, int measuredMillis) throws IOException, InterruptedException {
    return Latency.parse(
        JavaProcess.output(
            LatencyProcess.class,
            JavaProcess.HEAP,
            contender.name(),
            Integer.toString(meanMillis),
            Integer.toString(warmUpMillis),
            Integer.toString(measuredMillis)));
  }

  int turnMillis(Options options) {
    return options.turnMillis() - options.measuredMillis() + measuredMillis(options);
  }

  private int measuredMillis(Options options) {
    int usual = 2 * options.measuredMillis();
    return meanMillis == SELDOM ? SELDOM_TIMES_LONGER * usual : usual;
  }

  @Override
  public String toString() {
    return contender.name().toLowerCase(Locale.ROOT);
  }
}
