package io.streamobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;

/** What a worker says of itself after a fault. */
record FaultResult(String fault, Properties said, int exit, String stderr) {

  /** Nobody waited, nothing threw, every call's record came to the queue, the ledgers add up. */
  FaultResult assertNobodyWaited() {
    // Beside them the Obs's own, and what the files have to say.
    assertThat(number("queue.accepted")).isGreaterThan(emitted()).isLessThan(emitted() + 50);
    return assertNobodyWaitedWhereItCouldCall();
  }

  /** The same of a host that could not make all of its records. */
  FaultResult assertNobodyWaitedWhereItCouldCall() {
    assertThat(exit).as(stderr).isZero();
    assertThat(said.getProperty("waits")).as("what callers met").isEmpty();
    for (String ledger : new String[] {"queue", "stdout", "file"}) {
      assertThat(
              number(ledger + ".written")
                  + number(ledger + ".dropped")
                  + number(ledger + ".failed")
                  + number(ledger + ".left"))
          .as(ledger)
          .isEqualTo(number(ledger + ".accepted"));
    }
    FaultTable.add(this);
    return this;
  }

  long emitted() {
    return number("emitted");
  }

  long written(String sink) {
    return number(sink + ".written");
  }

  /** Lost on the way to this sink while it ran, by its own ledger and the queue's. */
  long lost(String sink) {
    return number("queue.dropped") + number("queue.failed") + number(sink + ".dropped");
  }

  /** Left to be written when the process ended. */
  long left(String sink) {
    return number(sink + ".left");
  }

  long number(String key) {
    return Long.parseLong(said.getProperty(key, "0"));
  }
}
