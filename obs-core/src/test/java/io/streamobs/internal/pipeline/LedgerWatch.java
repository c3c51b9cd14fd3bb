package io.streamobs.internal.pipeline;

import io.streamobs.Ledger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads a pipeline's ledgers all the time, and notes what must not be. */
final class LedgerWatch {

  private final Pipeline pipeline;
  private final Map<String, Ledger> before = new HashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::watch, "ledger-watch");
  private volatile boolean ending;

  LedgerWatch(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  void start() {
    thread.start();
  }

  void end() throws InterruptedException {
    ending = true;
    thread.join();
    look();
  }

  List<String> complaints() {
    return complaints;
  }

  private void watch() {
    while (!ending && complaints.isEmpty()) {
      look();
    }
  }

  private void look() {
    var health = pipeline.health();
    check(health.queue());
    health.sinks().forEach(this::check);
  }

  private void check(Ledger now) {
    long sum = now.written() + now.dropped() + now.failed() + now.pending() + now.inFlight();
    if (sum != now.accepted()) {
      complaints.add("does not add up: " + now);
    }
    if (now.pending() < 0 || now.inFlight() < 0 || now.written() < 0 || now.failed() < 0) {
      complaints.add("less than nothing: " + now);
    }
    Ledger earlier = before.put(now.name(), now);
    if (earlier != null && goesBackwards(earlier, now)) {
      complaints.add("goes backwards: " + earlier + " then " + now);
    }
  }

  private static boolean goesBackwards(Ledger earlier, Ledger now) {
    return now.accepted() < earlier.accepted()
        || now.written() < earlier.written()
        || now.dropped() < earlier.dropped()
        || now.failed() < earlier.failed();
  }
}
