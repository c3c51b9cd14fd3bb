package io.streamobs;

import java.util.List;
import java.util.Map;

/**
 * What the pipeline knows of itself.
 *
 * @param queue the ledger of the queue that all records pass
 * @param sinks the ledgers of the attached sinks
 * @param redactions how often each redaction rule applied
 * @param cut texts that were cut because they were too long
 * @param misuse how often the library was called in unsupported ways, by kind
 * @param failing the sinks that cannot be written at the moment, each with the reason
 */
public record Health(
    Ledger queue,
    List<Ledger> sinks,
    Map<String, Long> redactions,
    long cut,
    Map<String, Long> misuse,
    Map<String, String> failing) {

  public Health {
    sinks = List.copyOf(sinks);
    redactions = Map.copyOf(redactions);
    misuse = Map.copyOf(misuse);
    failing = Map.copyOf(failing);
  }

  /** Whether no record was lost so far, in the queue or any sink. */
  public boolean lossless() {
    return queue.lossless() && sinks.stream().allMatch(Ledger::lossless);
  }
}
