package io.streamobs.assets.internal.manifest;

import io.streamobs.Outcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How many ended how, and how many were cut off before they ended. */
final class OutcomeCounts {

  private static final Outcome[] OUTCOMES = Outcome.values();

  private final long[] counts = new long[OUTCOMES.length];

  void add(Outcome outcome) {
    counts[outcome.ordinal()]++;
  }

  long count() {
    return Arrays.stream(counts).sum();
  }

  /** The worst that there was; null where nothing ended yet. */
  @Nullable Outcome worst() {
    Outcome worst = null;
    for (Outcome outcome : OUTCOMES) {
      if (counts[outcome.ordinal()] > 0) {
        worst = worst == null ? outcome : worst.worse(outcome);
      }
    }
    return worst;
  }

  /**
   * @param interrupted how many were cut off
   */
  ObjectNode json(long interrupted) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Outcome outcome : OUTCOMES) {
      json.put(outcome.json(), counts[outcome.ordinal()]);
    }
    json.put("interrupted", interrupted);
    return json;
  }
}
