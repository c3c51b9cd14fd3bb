package io.streamobs.benchmarks;

/** What one call does. */
public enum Workload {
  /** A plain SLF4J line with five values, inside a stage of a fragment of a run. */
  LINE,
  /** Stating the outcome of a stage that is open, and ending it: one outcome event. */
  OUTCOME,
  /** Opening a stage, stating its outcome, ending it: the context's change and the events of it. */
  STAGE
}
