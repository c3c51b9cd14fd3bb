package io.streamobs.benchmarks;

import net.logstash.logback.argument.StructuredArguments;
import org.slf4j.Logger;
import org.slf4j.MDC;

/**
 * The correlation fields in the MDC, those of the run and the fragment once, those of the stage
 * with every stage.
 */
final class MdcScope {

  private long stageStarted;

  MdcScope() {
    Correlation.enterFragment(MDC::put);
  }

  void enterStage() {
    stageStarted = System.nanoTime();
    Correlation.enterStage(MDC::put);
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
    MDC.remove(Correlation.STAGE);
    MDC.remove(Correlation.SPAN_ID);
  }

  void clear() {
    MDC.clear();
  }
}
