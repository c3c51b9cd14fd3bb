package io.streamobs.internal.pipeline;

import io.streamobs.Health;
import io.streamobs.Ledger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a pipeline knows of itself, as {@code details} of an event. */
public final class HealthDetails {

  private HealthDetails() {}

  /** Leaves out what is empty. */
  public static Map<String, Object> of(Health health) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("queue", ledger(health.queue()));
    for (Ledger sink : health.sinks()) {
      details.put("sink_" + sink.name(), ledger(sink));
    }
    putUnlessEmpty(details, "failing", health.failing());
    putUnlessEmpty(details, "redactions", health.redactions());
    putUnlessEmpty(details, "misuse", health.misuse());
    if (health.cut() > 0) {
      details.put("cut_texts", health.cut());
    }
    return details;
  }

  private static void putUnlessEmpty(Map<String, Object> details, String name, Map<?, ?> map) {
    if (!map.isEmpty()) {
      details.put(name, map);
    }
  }

  private static Map<String, Object> ledger(Ledger ledger) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("accepted", ledger.accepted());
    details.put("written", ledger.written());
    details.put("dropped", ledger.dropped());
    details.put("failed", ledger.failed());
    details.put("pending", ledger.pending() + ledger.inFlight());
    Map<String, Map<String, Long>> drops = new LinkedHashMap<>();
    for (Ledger.Drop drop : ledger.drops()) {
      drops
          .computeIfAbsent(drop.reason().json(), reason -> new LinkedHashMap<>())
          .put(drop.level().name().toLowerCase(Locale.ROOT), drop.count());
    }
    putUnlessEmpty(details, "drops", drops);
    return details;
  }
}
