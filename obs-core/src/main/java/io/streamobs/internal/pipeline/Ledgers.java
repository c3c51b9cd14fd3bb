package io.streamobs.internal.pipeline;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Ledger.Drop;
import io.streamobs.internal.redact.Redactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledgers of a pipeline, read from the counts that its parts keep anyway. Any thread. */
final class Ledgers {

  private final Intake intake;
  private final Drainer drainer;
  private final Router router;
  private final Redactor redactor;

  Ledgers(Intake intake, Drainer drainer, Router router, Redactor redactor) {
    this.intake = intake;
    this.drainer = drainer;
    this.router = router;
    this.redactor = redactor;
  }

  Health health() {
    return health(queue(), List.of(router.sinks()));
  }

  Health health(Ledger queue, List<Attachment> sinks) {
    List<Ledger> ledgers = new ArrayList<>();
    Map<String, String> failing = new HashMap<>();
    for (Attachment a : sinks) {
      ledgers.add(a.pump.ledger());
      if (a.pump.isFailing()) {
        failing.put(a.name, String.valueOf(a.pump.lastFailure()));
      }
    }
    return new Health(
        queue, ledgers, redactor.counts(), cutTexts(), /* misuse= */ Map.of(), failing);
  }

  private long cutTexts() {
    long most = 0;
    for (Attachment a : router.sinks()) {
      most = Math.max(most, a.encoder.cutTexts());
    }
    return most;
  }

  // What is read first can only have grown when the rest is read.
  Ledger queue() {
    long rendered = drainer.rendered();
    long unrendered = drainer.unrendered();
    long taken = intake.taken();
    long accepted = intake.accepted();
    List<Drop> drops = intake.drops();
    long dropped = drops.stream().mapToLong(Drop::count).sum();
    return new Ledger(
        "queue",
        accepted + dropped,
        rendered,
        drops,
        unrendered,
        accepted - taken,
        taken - rendered - unrendered);
  }
}
