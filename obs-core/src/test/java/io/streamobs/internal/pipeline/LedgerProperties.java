package io.streamobs.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.internal.pipeline.Play.Attached;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The ledger over random schedules: whoever makes records, however the sinks behave, it adds up at
 * every moment, and at the end with what is on the media.
 */
class LedgerProperties {

  @Provide
  Arbitrary<Schedule> schedules() {
    return Schedule.any();
  }

  @Property(tries = 60, seed = "4711", edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void ledger_addsUpAtEveryMoment_andWithTheMediaAtTheEnd(@ForAll("schedules") Schedule schedule)
      throws Exception {
    Play play = new Play(schedule);
    Health last = play.run();

    assertThat(play.complaints()).isEmpty();
    // Records of producers, and nothing of the library's own: that goes past the queue.
    assertThat(last.queue().accepted()).isEqualTo(schedule.records());
    for (Attached attached : play.attached()) {
      Ledger ledger = attached.handle().ledger();
      long present = attached.medium().lines().size();
      if (attached.ended()) {
        assertThat(present).as("%s", ledger).isEqualTo(ledger.written());
        assertThat(ledger.failed() + ledger.pending() + ledger.inFlight()).isZero();
      } else { // a line that was torn right before its newline, and ended since
        assertThat(present).as("%s", ledger).isBetween(ledger.written(), ledger.written() + 1);
      }
    }
    if (schedule.heals()) {
      assertThat(last.queue().pending() + last.queue().inFlight()).isZero();
      for (Medium medium : play.stayed()) {
        assertThat(medium.lines().size() + Play.reportedLost(medium))
            .as("lines present + reported lost, all on %s", Play.account(medium))
            .isEqualTo(play.lastNumber());
      }
    }
  }
}
