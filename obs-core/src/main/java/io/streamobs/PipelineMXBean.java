package io.streamobs;

import java.util.List;
import java.util.Map;

/**
 * A pipeline as JMX shows it, under {@code io.streamobs:type=Pipeline,name=process}, or with the
 * service's name for a {@linkplain ObsBuilder#standalone() standalone} Obs. It is there from some
 * seconds after the pipeline's start until its end; {@code obs.jmx=false} leaves it out.
 *
 * <p>Each attribute is read at a moment of its own. The parts of one ledger belong together.
 */
public interface PipelineMXBean {

  /** Whether nothing was lost so far. */
  boolean isLossless();

  /** The ledger of the queue that all records pass. */
  LedgerView getQueue();

  /** The ledgers of the sinks. */
  List<LedgerView> getSinks();

  /** The sinks that cannot be written at the moment, each with the reason. */
  Map<String, String> getFailing();

  /** How often each redaction rule applied. */
  Map<String, Long> getRedactions();

  /** Texts that were cut because they were too long. */
  long getCutTexts();

  /** A {@link Ledger}, with the counts that it has; see there. */
  interface LedgerView {

    String getName();

    long getAccepted();

    long getWritten();

    /** The dropped ones by {@code reason/level}, such as {@code sink_full/info}. */
    Map<String, Long> getDropped();

    long getFailed();

    long getPending();

    long getInFlight();
  }
}
