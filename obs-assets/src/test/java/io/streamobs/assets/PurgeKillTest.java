package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.RetentionPart;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process is gone at once, at each step of a purge, and another one goes on. */
class PurgeKillTest {

  private static final int MOST_STEPS = 500;

  @ParameterizedTest
  @EnumSource(RetentionPart.class)
  void eachKill_leavesARunThatIsWhole_orGoneAndAudited(RetentionPart part) throws Exception {
    int[] gone = new int[3];
    int kills = 0;
    try (Scratch scratch = new Scratch()) {
      Path template = scratch.home();
      PurgedHome.make(template);
      PurgedHome before = PurgedHome.before(template, part);
      for (int exit = PurgingHost.KILLED; exit == PurgingHost.KILLED; ) {
        Path home = scratch.home();
        PurgedHome.copy(template, home);
        exit = PurgingHost.run(home, part, kills);
        gone[before.at(home).recover()]++;
        Scratch.delete(home);
        if (exit == PurgingHost.KILLED) {
          kills++;
        } else {
          assertThat(exit).isZero();
        }
        assertThat(kills).isLessThan(MOST_STEPS);
      }
    }
    assertThat(kills).isGreaterThan(20);
    assertThat(gone[0]).isPositive();
    assertThat(gone[2]).isPositive();
    System.out.printf(
        "kills at each step of a purge of %s: %d, then both runs left %d times, one %d, none %d%n",
        part.json(), kills, gone[0], gone[1], gone[2]);
  }
}
