package io.streamobs.benchmarks;

/**
 * What one turn gave, in ns.
 *
 * @param lost the share of records that did not arrive
 */
record Sample(double p50, double p99, double p999, double lost) {}
