package io.streamobs.benchmarks;

/**
 * What contents of 64 kB cost in a bundle.
 *
 * @param kept how many a second
 * @param bare how many a second a loop writes beside their names and renames
 * @param verify megabytes a second of the bundle
 * @param rebuild the same
 * @param sha256sum the same, of the same files
 * @param rebuildJournals megabytes a second of a bundle that has next to nothing but journals
 */
record ContentCost(
    double kept,
    double bare,
    double verify,
    double rebuild,
    double sha256sum,
    double rebuildJournals) {

  static ContentCost parse(String line) {
    double[] n = Numbers.of(line);
    return new ContentCost(n[0], n[1], n[2], n[3], n[4], n[5]);
  }

  @Override
  public String toString() {
    return Numbers.line(kept, bare, verify, rebuild, sha256sum, rebuildJournals);
  }
}
