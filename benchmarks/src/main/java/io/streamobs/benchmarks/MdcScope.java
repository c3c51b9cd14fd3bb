package io.streamobs.benchmarks;

import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import net.logstash.logback.argument.StructuredArguments;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * The nine correlation fields as an application without this library keeps them: in the MDC, those
 * of the run and the fragment once, those of the stage with every stage.
 */
final class MdcScope {

  private long stageStarted;

  MdcScope() {
    MDC.put("streamId", "stream-42");
    MDC.put("runId", "20261121T120000Z-0a1b2c3d");
    MDC.put("instanceId", "20261121T120000Z-4711-4e5f6a7b");
    MDC.put("correlation_id", UUID.randomUUID().toString());
    MDC.put("session_id", UUID.randomUUID().toString());
    MDC.put("fragmentSeq", "17");
    MDC.put("fragmentId", "frag-000017");
  }

  void enterStage() {
    stageStarted = System.nanoTime();
    MDC.put("stage", ObsInstallation.STAGE);
    MDC.put("span_id", HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
  }

  void logOutcome(Logger log) {
    log.info(
        "stage {}: {}",
        ObsInstallation.STAGE,
        StructuredArguments.value("outcome", "success"),
        StructuredArguments.keyValue("event", "stage_finished"),
        StructuredArguments.keyValue(
            "duration_ms", (System.nanoTime() - stageStarted) / 1_000_000));
  }

  void leaveStage() {
    MDC.remove("stage");
    MDC.remove("span_id");
  }

  void clear() {
    MDC.clear();
  }
}
