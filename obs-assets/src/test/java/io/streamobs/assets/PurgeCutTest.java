package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.RetentionPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power is cut behind each thing that a purge asks of its disk. */
class PurgeCutTest {

  private static final long SEED = 42;

  private final Random random = new Random(SEED);
  private final Set<Long> seen = new HashSet<>();
  private final int[] gone = new int[3];

  @ParameterizedTest
  @EnumSource(RetentionPart.class)
  void eachCut_leavesARunThatIsWhole_orGoneAndAudited(RetentionPart part) throws Exception {
    try (Scratch scratch = new Scratch()) {
      Path home = scratch.home();
      PurgedHome.make(home);
      PurgedHome purged = PurgedHome.before(home, part);
      RecordingDisk disk = new RecordingDisk(home);
      Purges purges = new Purges(home, disk).purge(part);
      assertThat(purges.failures).isEmpty();
      assertThat(purges.deleted).hasSize(2);
      int places = cut(disk, purged, scratch);
      assertThat(gone[0]).isPositive();
      assertThat(gone[2]).isPositive();
      System.out.printf(
          "power cuts behind each operation of a purge of %s: %d places, %d ways each, %d different"
              + " homes: in %d both runs are left, in %d one, in %d none%n",
          part.json(), places, PowerCut.values().length, seen.size(), gone[0], gone[1], gone[2]);
    }
  }

  private int cut(RecordingDisk disk, PurgedHome purged, Scratch scratch) throws IOException {
    Platter platter = new Platter();
    List<DiskOperation> operations = disk.operations();
    for (int i = 0; i < operations.size(); i++) {
      platter.apply(operations.get(i));
      for (PowerCut how : PowerCut.values()) {
        if (i >= disk.found() - 1) {
          recover(platter.cut(how, random), purged, scratch, how + " behind " + operations.get(i));
        }
      }
    }
    return operations.size() - disk.found() + 1;
  }

  private void recover(DiskImage image, PurgedHome purged, Scratch scratch, String when)
      throws IOException {
    if (seen.add(image.fingerprint())) {
      Path home = scratch.home();
      image.writeTo(home);
      PurgedHome.age(home);
      try {
        gone[purged.at(home).recover()]++;
      } catch (AssertionError | IOException | RuntimeException e) {
        throw new AssertionError("power cut, " + when, e);
      }
      Scratch.delete(home);
    }
  }
}
