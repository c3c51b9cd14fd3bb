package io.streamobs.assets;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/** Cuts the power of a disk behind what it was asked for, and recovers from each cut. */
final class PowerCuts implements AutoCloseable {

  private static final int SHOWN = 6;

  private final Scratch scratch = new Scratch();
  private final Random random;
  private final Set<Long> seen = new HashSet<>();
  private int places;
  private int homes;

  PowerCuts(long seed) throws IOException {
    random = new Random(seed);
  }

  /** An empty home. */
  Path home() throws IOException {
    return scratch.home();
  }

  /**
   * Cuts it in each way.
   *
   * @param chosen behind which operations, by their number
   */
  void cut(RecordingDisk disk, IntPredicate chosen) throws IOException {
    Platter platter = new Platter();
    List<DiskOperation> operations = disk.operations();
    for (int i = 0; i < operations.size(); i++) {
      platter.apply(operations.get(i));
      if (i >= disk.found() && chosen.test(i - disk.found())) {
        places++;
        for (PowerCut how : PowerCut.values()) {
          List<DiskOperation> last = operations.subList(Math.max(0, i - SHOWN), i + 1);
          recover(crash(platter, how), how + " behind " + last);
        }
      }
    }
  }

  private CrashedHome crash(Platter platter, PowerCut how) {
    return new CrashedHome(platter.cut(how, random), platter.synced());
  }

  /** What a cut leaves behind so many operations. */
  CrashedHome crash(RecordingDisk disk, int operations, PowerCut how) {
    Platter platter = new Platter();
    disk.operations().subList(0, disk.found() + operations).forEach(platter::apply);
    return crash(platter, how);
  }

  // The same home with the same promises has no other end.
  private void recover(CrashedHome crashed, String when) throws IOException {
    if (seen.add(crashed.fingerprint())) {
      homes++;
      Path home = home();
      crashed.image().writeTo(home);
      recover(crashed, Disk.LOCAL, home, when);
    }
  }

  /** What the disk is asked for when the next instance looks after such a home. */
  RecordingDisk recovery(CrashedHome crashed) throws IOException {
    Path home = home();
    crashed.image().writeTo(home);
    RecordingDisk disk = new RecordingDisk(home);
    recover(crashed, disk, home, "a first one");
    return disk;
  }

  private static void recover(CrashedHome crashed, Disk disk, Path home, String when)
      throws IOException {
    try {
      crashed.recover(home, disk);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("power cut, " + when, e);
    }
    Scratch.delete(home);
  }

  /** Behind how many operations there were cuts. */
  int places() {
    return places;
  }

  /** How many different homes they left, all of which were recovered. */
  int homes() {
    return homes;
  }

  /** One line for whoever reads what the build says. */
  void tell(String what) {
    System.out.printf(
        "power cuts %s: %d places, %d ways each, %d different homes, all recovered%n",
        what, places, PowerCut.values().length, homes);
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
