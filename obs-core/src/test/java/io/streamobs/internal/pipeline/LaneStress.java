package io.streamobs.internal.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** What may happen in a {@link Lane} while two look at it at once. Run by {@link StressTest}. */
public class LaneStress {

  private static int taken(Lane<Integer> lane) {
    Integer element = lane.poll();
    return element == null ? 0 : element;
  }

  /** No element lost, none twice, those of one producer in its order. */
  @JCStressTest
  @Outcome(
      id = {"1, 2, 11, 12", "1, 11, 2, 12", "1, 11, 12, 2"},
      expect = ACCEPTABLE)
  @Outcome(
      id = {"11, 12, 1, 2", "11, 1, 12, 2", "11, 1, 2, 12"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "lost, twice, or out of order")
  @State
  public static class TwoProducers {
    private final Lane<Integer> lane = new Lane<>(4);

    @Actor
    public void one() {
      lane.offer(1, 4);
      lane.offer(2, 4);
    }

    @Actor
    public void other() {
      lane.offer(11, 4);
      lane.offer(12, 4);
    }

    @Arbiter
    public void drain(IIII_Result r) {
      r.r1 = taken(lane);
      r.r2 = taken(lane);
      r.r3 = taken(lane);
      r.r4 = taken(lane);
    }
  }

  /**
   * The consumer sees a prefix, and the rest is there afterwards. Starts where the numbers wrap
   * around the slots, so that a slot is emptied and filled again.
   */
  @JCStressTest
  @Outcome(
      id = {"1, 2, 3", "0, 1, 2", "1, 0, 2", "0, 0, 1"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "lost, twice, or out of order")
  @State
  public static class ProducerAndConsumer {
    private final Lane<Integer> lane = new Lane<>(4);

    public ProducerAndConsumer() {
      for (int i = 0; i < 3; i++) {
        lane.offer(99, 4);
        lane.poll();
      }
    }

    @Actor
    public void produce() {
      lane.offer(1, 4);
      lane.offer(2, 4);
      lane.offer(3, 4);
    }

    @Actor
    public void consume(III_Result r) {
      r.r1 = taken(lane);
      r.r2 = taken(lane);
    }

    @Arbiter
    public void drain(III_Result r) {
      r.r3 = taken(lane);
    }
  }

  /** A slot that is taken and filled again at once: the new element is not wiped out. */
  @JCStressTest
  @Outcome(
      id = {"true, 1, 2", "false, 1, 0"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "overwritten, or wiped out")
  @State
  public static class SlotUsedAgain {
    private final Lane<Integer> lane = new Lane<>(1);

    public SlotUsedAgain() {
      lane.offer(1, 1);
    }

    @Actor
    public void produce(ZII_Result r) {
      r.r1 = lane.offer(2, 1);
    }

    @Actor
    public void consume(ZII_Result r) {
      r.r2 = taken(lane);
    }

    @Arbiter
    public void drain(ZII_Result r) {
      r.r3 = taken(lane);
    }
  }

  /** Two who see the last place: one of them gets it. */
  @JCStressTest
  @Outcome(
      id = {"true, false", "false, true"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "beyond the bound, or refused below it")
  @State
  public static class LastPlace {
    private final Lane<Integer> lane = new Lane<>(2);

    @Actor
    public void one(ZZ_Result r) {
      r.r1 = lane.offer(1, 1);
    }

    @Actor
    public void other(ZZ_Result r) {
      r.r2 = lane.offer(2, 1);
    }
  }

  /** Whoever knows that an element was taken finds its place free. */
  @JCStressTest
  @Outcome(
      id = {"false, false", "false, true", "true, true"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "refused below its bound")
  @State
  public static class FreedPlace {
    private final Lane<Integer> lane = new Lane<>(1);
    private volatile boolean freed;

    public FreedPlace() {
      lane.offer(1, 1);
    }

    @Actor
    public void consume() {
      lane.poll();
      freed = true;
    }

    @Actor
    public void produce(ZZ_Result r) {
      r.r1 = freed;
      r.r2 = lane.offer(2, 1);
    }
  }

  /** Nobody who reads in the documented order sees more taken than accepted. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "more taken than accepted")
  @State
  public static class LedgerOrder {
    private final Lane<Integer> lane = new Lane<>(2);

    @Actor
    public void pass() {
      for (int i = 0; i < 2; i++) {
        lane.poll();
        lane.offer(1, 2);
        lane.poll();
      }
    }

    @Actor
    public void look(Z_Result r) {
      long taken = lane.taken();
      r.r1 = taken <= lane.accepted();
    }
  }

  /** The same, where another thread takes than the one that adds. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "more taken than accepted")
  @State
  public static class LedgerOrderOfTheConsumer {
    private final Lane<Integer> lane = new Lane<>(2);

    @Actor
    public void produce() {
      lane.offer(1, 2);
    }

    @Actor
    public void consume(Z_Result r) {
      lane.poll();
      long taken = lane.taken();
      r.r1 = taken <= lane.accepted();
    }
  }

  /** An element whose content is an ordinary field. */
  private static final class Element {
    int content;
  }

  /** What the producer wrote into the element is there for the consumer. */
  @JCStressTest
  @Outcome(
      id = {"-1", "42"},
      expect = ACCEPTABLE)
  @Outcome(expect = FORBIDDEN, desc = "an element without its content")
  @State
  public static class Publication {
    private final Lane<Element> lane = new Lane<>(2);

    @Actor
    public void produce() {
      Element element = new Element();
      element.content = 42;
      lane.offer(element, 2);
    }

    @Actor
    public void consume(I_Result r) {
      Element element = lane.poll();
      r.r1 = element == null ? -1 : element.content;
    }
  }

  /** A consumer that looks again and again finds the element. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE)
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "a filled head was never seen")
  @State
  public static class FilledHeadIsSeen {
    private final Lane<Integer> lane = new Lane<>(2);

    @Actor
    public void consume() {
      while (lane.poll() == null) {
        // looks again
      }
    }

    @Signal
    public void produce() {
      lane.offer(1, 2);
    }
  }
}
