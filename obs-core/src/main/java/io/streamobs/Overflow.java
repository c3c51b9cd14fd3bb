package io.streamobs;

/** What a pipeline does with a record for which it has no room. */
public enum Overflow {

  /**
   * Drops it, counts it and reports it. The caller goes on at once, whatever becomes of the
   * outputs. The default, and the only one for a live thread.
   */
  DROP,

  /**
   * Holds its caller until there is room: for batch jobs and benchmarks, which would rather be late
   * than lose a line. An output that nobody reads then holds whoever logs, for as long as nobody
   * does. Not waited for is an output that fails, since it may never come back: what it cannot take
   * is dropped, counted and reported as ever. Threads of the library never wait, nor does anybody
   * once the pipeline is being closed or the process has been ending for two seconds.
   */
  WAIT
}
