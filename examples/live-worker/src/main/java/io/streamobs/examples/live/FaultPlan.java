package io.streamobs.examples.live;

import java.util.Set;

/**
 * A fault to order, to see what the logs make of it.
 *
 * @param sequence the fragment that it hits; 0 for none
 */
record FaultPlan(long sequence, String stage) {
  static final FaultPlan NONE = new FaultPlan(0, "");
  private static final Set<String> STAGES = Set.of("normalise", "publish");

  /** Reads {@code N} or {@code N:STAGE}. */
  static FaultPlan parse(String text) throws DemoFailure {
    String[] parts = text.split(":", 2);
    String stage = parts.length == 2 ? parts[1] : "normalise";
    try {
      long sequence = Long.parseLong(parts[0]);
      if (sequence > 0 && STAGES.contains(stage)) {
        return new FaultPlan(sequence, stage);
      }
    } catch (NumberFormatException e) {
      // Said below, for all that can be wrong with it.
    }
    throw new DemoFailure(
        LiveErrors.USAGE,
        "--fail-at takes the number of a fragment, from 1, and if you like a stage: 4, 4:publish."
            + " It cannot be "
            + text
            + ".");
  }

  /** Called by a stage, from inside. */
  void strike(String where, AudioFragment fragment) {
    if (fragment.sequence() == sequence && where.equals(stage)) {
      throw new OrderedFault(
          "The %s of fragment %d failed, as --fail-at asked for".formatted(stage, sequence));
    }
  }

  /** So that nobody who meets it in a log takes it for a real one. */
  static final class OrderedFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OrderedFault(String message) {
      super(message);
    }
  }
}
