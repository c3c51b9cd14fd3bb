package io.streamobs.benchmarks;

/**
 * What a fragment costs that has many before it.
 *
 * @param fragments how many there were
 * @param first nanoseconds for one, in the first tenth of them
 * @param last the same in the last tenth
 * @param firstBytes bytes of journal for one, in the first tenth
 * @param lastBytes the same in the last tenth
 * @param lost records that are in no journal
 */
record FragmentCost(
    double fragments, double first, double last, double firstBytes, double lastBytes, double lost) {

  static FragmentCost parse(String line) {
    double[] n = Numbers.of(line);
    return new FragmentCost(n[0], n[1], n[2], n[3], n[4], n[5]);
  }

  @Override
  public String toString() {
    return Numbers.line(fragments, first, last, firstBytes, lastBytes, lost);
  }
}
