package io.streamobs.benchmarks;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/**
 * The nine correlation fields as an application without this library keeps them: in the context
 * that its logging library has for each thread.
 */
final class Correlation {

  static final String STAGE = "stage";
  static final String SPAN_ID = "span_id";

  /** The names of all nine. */
  static final List<String> FIELDS =
      List.of(
          "streamId",
          "runId",
          "instanceId",
          "correlation_id",
          "session_id",
          "fragmentSeq",
          "fragmentId",
          STAGE,
          SPAN_ID);

  private Correlation() {}

  /** Those of the run and the fragment. */
  static void enterFragment(BiConsumer<String, String> context) {
    context.accept("streamId", "stream-42");
    context.accept("runId", "20261121T120000Z-0a1b2c3d");
    context.accept("instanceId", "20261121T120000Z-4711-4e5f6a7b");
    context.accept("correlation_id", UUID.randomUUID().toString());
    context.accept("session_id", UUID.randomUUID().toString());
    context.accept("fragmentSeq", "17");
    context.accept("fragmentId", "frag-000017");
  }

  /** Those of the stage. */
  static void enterStage(BiConsumer<String, String> context) {
    context.accept(STAGE, ObsInstallation.STAGE);
    context.accept(SPAN_ID, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  }
}
