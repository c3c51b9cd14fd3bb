package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * A home as a crash left it.
 *
 * @param synced what of each journal had been brought to the disk before
 */
record CrashedHome(DiskImage image, Map<Path, byte[]> synced) {

  /** A home as it is now, whose process is no more. */
  static CrashedHome of(Path home) throws IOException {
    Platter platter = new Platter();
    new RecordingDisk(home).operations().forEach(platter::apply);
    return new CrashedHome(platter.cut(PowerCut.ALL_OF_IT_LOST, new Random(0)), platter.synced());
  }

  /** Has the next instance look after it, and holds the result against what was promised. */
  void recover(Path home, Disk disk) throws IOException {
    assertThat(NextInstance.visit(disk, home)).as("troubles").isEmpty();
    assertRecovered(home);
  }

  void assertRecovered(Path home) throws IOException {
    RecoveredHome recovered = new RecoveredHome(home);
    recovered.assertHas(synced);
    recovered.assertSound();
  }

  /** The same for homes that are the same, and had the same brought to the disk. */
  long fingerprint() {
    return image.fingerprint() * 31
        + synced.values().stream().mapToLong(bytes -> bytes.length).sum();
  }
}
