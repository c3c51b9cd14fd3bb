package io.streamobs.benchmarks;

/**
 * What a plan over a home costs.
 *
 * @param planNanos of a process that plans, from its start to its end
 * @param findNanos of {@code find} over the same runs, which looks at names only
 * @param duNanos of {@code du}, which also looks at each file's size
 * @param runs that there are
 * @param deletions that were planned
 * @param mostBytes of the heap in use
 * @param heldBytes of the heap that the plan keeps
 */
record PlanCost(
    double planNanos,
    double findNanos,
    double duNanos,
    double runs,
    double deletions,
    double mostBytes,
    double heldBytes) {}
