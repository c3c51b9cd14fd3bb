package io.streamobs.faults;

import io.streamobs.FragmentScope;
import io.streamobs.StageScope;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller does with its turn; each turn makes a known number of records. */
enum Host {
  /** Lines at every level, and now and then a stage. */
  USUAL {
    @Override
    int turn(FragmentScope fragment, int turn) {
      return usual(fragment, turn);
    }
  },
  /** Events and stages of the scopes only. */
  EVENTS {
    @Override
    int turn(FragmentScope fragment, int turn) {
      fragment.event("part_done").field("part", turn).field("of", "clip").emit();
      try (StageScope stage = fragment.stage("normalise").open()) {
        stage.succeed();
      }
      return 3;
    }
  },
  /** The same as USUAL with the thread's interrupt flag set, which must still be set afterwards. */
  INTERRUPTED {
    @Override
    int turn(FragmentScope fragment, int turn) {
      Thread.currentThread().interrupt();
      int records = usual(fragment, turn);
      if (!Thread.interrupted()) {
        throw new AssertionError("somebody took the interrupt");
      }
      return records;
    }
  },
  /** Now and then all memory is gone for a moment, whoever needs some. */
  STARVING {
    @Override
    int turn(FragmentScope fragment, int turn) {
      try {
        if (turn % 100 == 50) {
          exhaust();
        }
        return usual(fragment, turn);
      } catch (OutOfMemoryError ofTheHostsOwn) { // it cannot even make its line
        return 0;
      }
    }

    private void exhaust() {
      List<byte[]> all = new ArrayList<>();
      try {
        while (true) {
          all.add(new byte[1 << 18]);
        }
      } catch (OutOfMemoryError expected) {
        LOG.error("out of memory with {} pieces", all.size());
      }
    }
  },
  /** With objects in its lines that throw whatever can be thrown, and log meanwhile. */
  HOSTILE {
    @Override
    int turn(FragmentScope fragment, int turn) {
      Hostile object = Hostile.values()[turn % Hostile.values().length];
      LOG.info("with {}", object);
      LOG.atWarn().addKeyValue("object", object).log("as a field");
      try (StageScope stage = fragment.stage("normalise").open()) {
        stage.attribute("object", object);
        stage.fail(object.thrown());
      }
      return 4; // and what the object logs, which it counts itself
    }
  };

  static final Logger LOG = LoggerFactory.getLogger("host");

  /** Makes records; says how many. */
  abstract int turn(FragmentScope fragment, int turn);

  private static int usual(FragmentScope fragment, int turn) {
    switch (turn % 20) {
      case 0 -> LOG.error("part {} of {} failed", turn, "clip", new IllegalStateException("gone"));
      case 1, 2 -> LOG.warn("part {} took {} ms", turn, 1.5);
      case 3, 4, 5, 6 -> LOG.debug("part {}", turn);
      case 7 -> LOG.trace("part {}", turn);
      default -> LOG.info("part {} of {} at {} and {} for {}", turn, "clip", 1.5, true, 'x');
    }
    if (turn % 10 != 0) {
      return 1;
    }
    try (StageScope stage = fragment.stage("normalise").open()) {
      stage.succeed();
    }
    return 3;
  }
}
