package io.streamobs.benchmarks;

/**
 * What a stage pays that names what it wrote: nanoseconds of single calls, and how many in a
 * thousand of the contents were kept.
 */
record NamingCost(
    double pathP50,
    double pathP99,
    double bytesP50,
    double bytesP99,
    double copyP50,
    double copyP99,
    double kept) {

  static NamingCost parse(String line) {
    double[] n = Numbers.of(line);
    return new NamingCost(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
  }

  @Override
  public String toString() {
    return Numbers.line(pathP50, pathP99, bytesP50, bytesP99, copyP50, copyP99, kept);
  }
}
