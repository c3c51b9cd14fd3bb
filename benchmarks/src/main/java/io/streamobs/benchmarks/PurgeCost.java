package io.streamobs.benchmarks;

/**
 * What it costs to delete runs.
 *
 * @param runs that went
 * @param files that they had
 * @param ours how many files a second, planned, audited and by way of the trash
 * @param find how many files a second {@code find -delete} deletes of the same
 */
record PurgeCost(double runs, double files, double ours, double find) {}
