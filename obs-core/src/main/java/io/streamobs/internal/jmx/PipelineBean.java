package io.streamobs.internal.jmx;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.PipelineMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Looks at the pipeline anew for each attribute. */
final class PipelineBean implements PipelineMXBean {

  private final Supplier<Health> health;

  PipelineBean(Supplier<Health> health) {
    this.health = health;
  }

  @Override
  public boolean isLossless() {
    return health.get().lossless();
  }

  @Override
  public LedgerView getQueue() {
    return new View(health.get().queue());
  }

  @Override
  public List<LedgerView> getSinks() {
    return health.get().sinks().stream().map(ledger -> (LedgerView) new View(ledger)).toList();
  }

  @Override
  public Map<String, String> getFailing() {
    return health.get().failing();
  }

  @Override
  public Map<String, Long> getRedactions() {
    return health.get().redactions();
  }

  @Override
  public long getCutTexts() {
    return health.get().cut();
  }

  private record View(Ledger ledger) implements LedgerView {

    @Override
    public String getName() {
      return ledger.name();
    }

    @Override
    public long getAccepted() {
      return ledger.accepted();
    }

    @Override
    public long getWritten() {
      return ledger.written();
    }

    @Override
    public Map<String, Long> getDropped() {
      Map<String, Long> dropped = new TreeMap<>();
      for (Ledger.Drop drop : ledger.drops()) {
        String level = drop.level().name().toLowerCase(Locale.ROOT);
        dropped.put(drop.reason().json() + "/" + level, drop.count());
      }
      return dropped;
    }

    @Override
    public long getFailed() {
      return ledger.failed();
    }

    @Override
    public long getPending() {
      return ledger.pending();
    }

    @Override
    public long getInFlight() {
      return ledger.inFlight();
    }
  }
}
