package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Health;
import io.streamobs.Obs;
import io.streamobs.spi.RecordSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.event.Level;

/** A sink in a real pipeline, with events whose way can be followed. */
final class SinkTrial implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int PORTION = 500;
  private static final String EVENT = "contract_event";

  private final SinkWitness witness;
  private final Obs obs;

  SinkTrial(RecordSink sink) {
    this.witness = new SinkWitness(sink);
    this.obs = Obs.builder().service("contract").standalone().sink(witness).open();
  }

  /** In portions that fit into every buffer: what is lost then is the sink's doing. */
  void emit(int first, int last) {
    for (int i = first; i <= last; i++) {
      emit(i);
      if (i % PORTION == 0 || i == last) {
        assertThat(obs.flush(LONG)).as("flush of event %s: %s", i, obs.health()).isTrue();
      }
    }
  }

  /** Where the sink fails: does not wait for it. No more than a buffer holds. */
  void emitUnwritten(int first, int last) {
    for (int i = first; i <= last; i++) {
      emit(i);
    }
  }

  private void emit(int number) {
    obs.event(EVENT).level(Level.ERROR).field("n", number).emit();
  }

  boolean awaitFailure() throws InterruptedException {
    return witness.failed.await(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  void closeLossless() {
    Health last = obs.close(LONG);
    Assumptions.assumeTrue(witness.accepted.get() > 0, "the sink takes no events");
    assertThat(last.lossless()).as("lossless: %s", last).isTrue();
    assertThat(last.sinks().get(0).written()).as("written").isEqualTo(witness.accepted.get());
  }

  /** All that the sink accepted is on the medium, once and in order. */
  void assertArrived(byte[] medium) {
    List<RecordView> records = ContractLines.records(medium);
    assertThat(records).as("unreadable lines").allMatch(record -> record.problem() == null);
    List<Long> seqs = records.stream().map(record -> record.seq().orElse(-1)).toList();
    assertThat(seqs).as("seq of what arrived").isSorted().doesNotHaveDuplicates();
    assertThat(records).as("what arrived").hasSize((int) witness.accepted.get());
    List<Long> numbers = numbers(records);
    assertThat(numbers).as("the events' numbers").isSorted().doesNotHaveDuplicates();
  }

  private static List<Long> numbers(List<RecordView> records) {
    return records.stream()
        .filter(record -> EVENT.equals(record.event()))
        .map(record -> record.field("n") instanceof Long n ? n : -1L)
        .toList();
  }

  @Override
  public void close() {
    obs.close();
  }
}
