package io.streamobs.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.Shell.Tmpfs;
import io.streamobs.audit.StoppingDisk.Stopped;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, and a process that ends at any point of its way. */
@Timeout(120)
class AuditDiskTest {

  @TempDir Path home;

  private static List<AuditEntry> entries(int count) {
    return IntStream.range(0, count).mapToObj(AuditRig::entry).toList();
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int size = 1 << 16; size > 0; ) {
        try {
          out.write(new byte[size]);
        } catch (IOException full) {
          size /= 2;
        }
      }
    }
  }

  @Test
  void fullDisk_takesTheEntries_inTheRoomThatWasKept() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("small"), "size=3m")) {
      AuditRig rig = new AuditRig(home.resolve("small"));
      rig.append(2);
      rig.audit().keepRoom();
      rig.audit().keepRoom();
      Path reserve = rig.home.resolve("audit/reserve");
      assertThat(reserve).hasSize(1 << 20);
      Path ballast = rig.home.resolve("ballast");
      fill(ballast);
      rig.audit().append(entries(500));
      assertThat(reserve).doesNotExist();
      assertThat(rig.verify().problems()).isEmpty();
      assertThat(rig.verify().entries()).isEqualTo(502);
      fill(rig.home.resolve("more"));
      rig.audit().keepRoom();
      assertThat(reserve).as("no half of one is left").doesNotExist();
      Files.delete(ballast);
      rig.audit().keepRoom();
      assertThat(reserve).hasSize(1 << 20);
      disk.remount("size=4m");
    }
  }

  @Test
  void fullDisk_withoutAnAuditYet_takesItsFirstEntry_inTheRoomThatWasKept() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("small"), "size=3m,nr_inodes=8")) {
      AuditRig rig = new AuditRig(home.resolve("small"));
      rig.audit().keepRoom();
      fill(rig.home.resolve("ballast"));
      fillInodes(rig.home);
      assertThat(rig.audit().append(entries(100)).n()).isEqualTo(100);
      assertThat(rig.verify().isSound()).isTrue();
      disk.remount("size=4m");
    }
  }

  private static void fillInodes(Path folder) {
    assertThatThrownBy(
            () -> {
              for (int n = 0; ; n++) {
                Files.createFile(folder.resolve("filler" + n));
              }
            })
        .hasMessageContaining("No space left");
  }

  @Test
  void fullDisk_withoutRoomThatWasKept_leavesTheAuditAsItWas() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("small"), "size=1m")) {
      AuditRig rig = new AuditRig(home.resolve("small"));
      AuditHead head = rig.append(2);
      fill(rig.home.resolve("ballast"));
      byte[] before = Files.readAllBytes(rig.file);
      assertThatThrownBy(() -> rig.audit().append(entries(500)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left");
      assertThat(Files.readAllBytes(rig.file)).isEqualTo(before);
      assertThat(rig.audit().verify(head.hash()).isSound()).isTrue();
      disk.remount("size=4m");
      assertThat(rig.append(1).n()).isEqualTo(3);
    }
  }

  @Test
  void fullDisk_thatKeepsHalfOfWhatItTook_isWrittenOverOnceThereIsRoom() throws IOException {
    AuditRig rig = new AuditRig(home);
    AuditHead before = rig.append(2);
    rig.audit().keepRoom();
    FullDisk disk = new FullDisk(home.resolve("audit/reserve"));
    disk.keepsWhatItTook = true;
    rig.on(disk).append(entries(3));
    assertThat(rig.audit().verify(before.hash()).problems()).isEmpty();
    assertThat(rig.verify().entries()).as("none twice").isEqualTo(5);
    Files.createFile(home.resolve("ballast"));
    FullDisk full = new FullDisk(home.resolve("ballast"));
    full.keepsWhatItTook = true;
    assertThatThrownBy(() -> rig.on(full).append(entries(1))).hasMessageContaining("No space");
    assertThat(rig.verify().problems()).singleElement().asString().contains("a crash cut");
    rig.append(1);
    assertThat(rig.verify().problems()).isEmpty();
  }

  @Test
  void fullDisk_doesNotCostTheWordOfACutLine() throws IOException {
    AuditRig rig = new AuditRig(home);
    rig.append(2);
    rig.audit().keepRoom();
    byte[] bytes = Files.readAllBytes(rig.file);
    Files.write(rig.file, Arrays.copyOf(bytes, bytes.length - 5));
    rig.on(new FullDisk(home.resolve("audit/reserve"))).append(entries(1));
    assertThat(rig.lines().get(1)).contains("audit_repaired");
    assertThat(rig.verify().isSound()).isTrue();
  }

  @Test
  void fullDisk_refusesAllOfABatch() throws IOException {
    AuditRig rig = new AuditRig(home);
    rig.append(1);
    Files.createFile(home.resolve("ballast"));
    FullDisk disk = new FullDisk(home.resolve("ballast"));
    assertThatThrownBy(() -> rig.on(disk).append(entries(10))).isInstanceOf(IOException.class);
    assertThat(rig.verify())
        .isEqualTo(new AuditVerification(1, 0, rig.audit().head(), List.of(), 0));
  }

  @Test
  void roomThatIsHalfThere_isTakenWhole() throws IOException {
    AuditRig rig = new AuditRig(home);
    rig.audit().keepRoom();
    Path reserve = home.resolve("audit/reserve");
    Files.write(reserve, new byte[100]);
    rig.audit().keepRoom();
    assertThat(reserve).hasSize(1 << 20);
    assertThat(rig.audit().giveRoom()).isTrue();
    assertThat(rig.audit().giveRoom()).isFalse();
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "untouched");
    Files.createSymbolicLink(reserve, elsewhere);
    rig.audit().keepRoom();
    assertThat(elsewhere).hasContent("untouched");
    assertThat(reserve).isRegularFile().hasSize(1 << 20);
  }

  @Test
  void acknowledgedEntry_isForced_andTheNameOfItsFileToo() throws IOException {
    AuditRig rig = new AuditRig(home);
    StoppingDisk disk = new StoppingDisk(Integer.MAX_VALUE, 0);
    rig.on(disk).append(entries(1));
    assertThat(disk.operations).endsWith("create", "truncate", "write", "force", "forceFolder");
    disk.operations.clear();
    rig.on(disk).append(entries(1));
    assertThat(disk.operations).containsExactly("append", "truncate", "write", "force");
    // Whoever made the file did not come to force its name.
    Files.write(rig.file, new byte[0]);
    disk.operations.clear();
    rig.on(disk).append(entries(1));
    assertThat(disk.operations).endsWith("write", "force", "forceFolder");
  }

  @Test
  void processThatEndsAnywhere_costsNoEntryThatWasAcknowledged() throws IOException {
    int tries = 0;
    for (int most = 0; ; most++) {
      StoppingDisk whole = null;
      for (int bytes = 0; bytes <= 900; bytes += bytes < 300 ? 37 : 300) {
        whole = new StoppingDisk(most, bytes);
        stopped(home.resolve("home" + tries++), whole);
      }
      if (whole != null && whole.operations.size() <= most) {
        assertThat(most).isGreaterThan(12);
        return;
      }
    }
  }

  private void stopped(Path at, Disk disk) throws IOException {
    AuditRig rig = new AuditRig(Files.createDirectory(at));
    AuditHead acknowledged = AuditHead.NONE;
    try {
      for (int n = 0; n < 3; n++) {
        acknowledged = rig.on(disk).append(entries(2));
      }
    } catch (Stopped atSomePoint) {
      assertThat(rig.audit().head().n()).isGreaterThanOrEqualTo(acknowledged.n());
    }
    AuditVerification found = rig.audit().verify(acknowledged.hash());
    if (!found.isSound()) {
      assertThat(found.problems()).singleElement().asString().contains("a crash cut");
    }
    AuditHead next = rig.audit().append(AuditRig.entry(7));
    assertThat(next.n()).isGreaterThan(acknowledged.n());
    assertThat(rig.audit().verify(acknowledged.hash()).problems()).isEmpty();
  }
}
