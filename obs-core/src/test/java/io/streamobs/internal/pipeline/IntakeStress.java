package io.streamobs.internal.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.streamobs.CorrelationContext;
import io.streamobs.Overflow;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.slf4j.event.Level;

/** What becomes of the bound on large records. Run by {@link StressTest}. */
public class IntakeStress {

  /** Of so many fifths of what large ones may weigh together. */
  private static final class Large extends CapturedRecord {
    static final Large TWO_FIFTHS = new Large(2);
    static final Large THREE_FIFTHS = new Large(3);

    private final int fifths;

    Large(int fifths) {
      super(Level.WARN, 0, CorrelationContext.current());
      this.fifths = fifths;
    }

    @Override
    public int weight() {
      return (int) (Intake.MOST_LARGE_WEIGHT * fifths / 5);
    }

    @Override
    public void describe(RecordWriter writer) {}
  }

  private static Intake intake(int capacity) {
    Intake intake = new Intake(capacity, Overflow.DROP);
    intake.open();
    return intake;
  }

  private static int drain(Intake intake) {
    int count = 0;
    while (intake.poll() != null) {
      count++;
    }
    return count;
  }

  /** Of two that do not fit together one is taken, and nothing is held once it is through. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "beyond the bound, refused below it, or a leak")
  @State
  public static class TwoLarge {
    private final Intake intake = intake(2);

    @Actor
    public void one() {
      intake.offer(Large.THREE_FIFTHS);
    }

    @Actor
    public void other() {
      intake.offer(Large.THREE_FIFTHS);
    }

    @Arbiter
    public void drained(II_Result r) {
      r.r1 = drain(intake);
      r.r2 = (int) intake.largeWeight();
    }
  }

  /** One that fits the bound and finds the queue full gives back what it had reserved. */
  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "a leak")
  @State
  public static class LargeInAFullQueue {
    private final Intake intake = intake(1);

    @Actor
    public void produce() {
      intake.offer(Large.TWO_FIFTHS);
      intake.offer(Large.TWO_FIFTHS);
    }

    @Actor
    public void consume() {
      intake.poll();
    }

    @Arbiter
    public void drained(I_Result r) {
      int rest = drain(intake);
      r.r1 = rest <= 1 ? (int) intake.largeWeight() : -1;
    }
  }
}
