package io.streamobs.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.streamobs.ConfigurationException;
import io.streamobs.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody, or a crash, did to the file. */
@Timeout(value = 120, threadMode = SEPARATE_THREAD) // who opens a pipe is not interrupted
class AuditDamageTest {

  @TempDir Path home;

  private AuditRig rig;

  @BeforeEach
  void begin() {
    rig = new AuditRig(home);
  }

  private void assertFound(String what) throws IOException {
    assertThat(rig.verify().isSound()).as(what).isFalse();
    assertThat(rig.verify().problems()).as(what).isNotEmpty();
  }

  @Test
  void everyBit_thatIsTurned_isFound() throws IOException {
    rig.append(3);
    byte[] bytes = Files.readAllBytes(rig.file);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] turned = bytes.clone();
      turned[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(rig.file, turned);
      assertThat(rig.verify().isSound()).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void everyBitOfASignedOne_thatIsTurned_isFoundByWhoHasTheKey() throws IOException {
    rig.append(AuditRig.KEY, 2);
    byte[] bytes = Files.readAllBytes(rig.file);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] turned = bytes.clone();
      turned[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(rig.file, turned);
      assertThat(rig.audit(AuditRig.KEY).verify(null).isSound()).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void everyLine_thatIsRemovedOrDoubled_isFound() throws IOException {
    rig.append(5);
    List<String> lines = rig.lines();
    for (int n = 0; n < lines.size(); n++) {
      List<String> doubled = new ArrayList<>(lines);
      doubled.add(n, lines.get(n));
      rig.write(doubled);
      assertFound("doubled " + n);
      if (n < lines.size() - 1) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(n);
        rig.write(fewer);
        assertFound("removed " + n);
      }
    }
  }

  @Test
  void everyTwoLines_thatChangePlaces_areFound() throws IOException {
    rig.append(5);
    List<String> lines = rig.lines();
    for (int a = 0; a < lines.size(); a++) {
      for (int b = a + 1; b < lines.size(); b++) {
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, a, b);
        rig.write(swapped);
        assertFound(a + " and " + b);
      }
    }
  }

  @Test
  void emptyLines_andCarriageReturns_areFound() throws IOException {
    rig.append(2);
    List<String> lines = rig.lines();
    rig.write(List.of(lines.get(0), "", lines.get(1)));
    assertFound("empty");
    rig.write(List.of(lines.get(0) + "\r", lines.get(1)));
    assertFound("carriage return");
  }

  @Test
  void shorterAudit_isSoundForItself_andNotForWhoKeptAHead() throws IOException {
    rig.append(5);
    List<String> lines = rig.lines();
    List<String> heads = new ArrayList<>();
    lines.forEach(line -> heads.add(AuditLine.parse(line).hash()));
    for (int left = 0; left < lines.size(); left++) {
      rig.write(lines.subList(0, left));
      assertThat(rig.verify().isSound()).as("%d left", left).isTrue();
      for (int kept = 0; kept < heads.size(); kept++) {
        AuditVerification found = rig.audit().verify(heads.get(kept));
        assertThat(found.isSound()).as("%d left, head %d", left, kept).isEqualTo(kept < left);
        assertThat(String.join("", found.problems()))
            .contains(kept < left ? "" : "shortened, or written anew");
      }
    }
  }

  @Test
  void lineThatACrashCut_isFound_andRepairedByTheNext() throws IOException {
    rig.append(2);
    byte[] bytes = Files.readAllBytes(rig.file);
    int first = rig.lines().get(0).length() + 1;
    for (int size = 1; size < bytes.length; size++) {
      byte[] left = Arrays.copyOf(bytes, size);
      if (size != first) {
        Files.write(rig.file, left);
        assertFound("cut at " + size);
        assertThat(rig.verify().problemCount()).isEqualTo(1);
        AuditHead before = rig.audit().head();
        AuditHead head = rig.audit().append(AuditRig.entry(7));
        assertThat(head.n()).isEqualTo(before.n() + 2);
        AuditVerification found = rig.audit().verify(before.hash());
        assertThat(found.problems()).as("cut at %d", size).isEmpty();
        assertThat(rig.lines().get((int) head.n() - 2))
            .contains("\"action\":\"audit_repaired\"")
            .contains("\"cut_bytes\":" + (size < first ? size : size - first));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537, 131_072, 131_073, 1_000_000})
  void whatACrashLeftBehindTheLastLine_isCut_howeverMuchItIs(int size) throws Exception {
    AuditHead before = rig.append(2);
    Files.write(rig.file, new byte[size], StandardOpenOption.APPEND);
    assertFound(size + " zeros");
    rig.audit().append(AuditRig.entry(7));
    assertThat(rig.audit().verify(before.hash()).problems()).isEmpty();
    String sha256 = HexFormat.of().formatHex(AuditLine.sha256().digest(new byte[size]));
    assertThat(rig.lines().get(2))
        .contains("\"cut_bytes\":" + size + ",\"cut_sha256\":\"" + sha256 + "\"");
  }

  @Test
  void wholeNewFile_isFoundByAnOlderHead() throws IOException {
    AuditHead older = rig.append(3);
    Files.delete(rig.file);
    rig.audit().append(AuditEntry.of("forged", "mallory", "none"));
    rig.append(5);
    assertThat(rig.verify().isSound()).isTrue();
    assertThat(rig.audit().verify(older.hash()).problems())
        .singleElement()
        .asString()
        .contains(older.hash(), "written anew");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "g000000000000000000000000000000000000000000000000000000000000000"})
  void headThatIsNone_isRefused(String head) {
    assertThatThrownBy(() -> rig.audit().verify(head)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void nothingIsAppended_toALineThatSomebodyChanged() throws IOException {
    rig.append(2);
    List<String> lines = rig.lines();
    for (String changed :
        List.of(
            lines.get(1).replace("because", "however"),
            lines.get(1).replace("\"n\":2", "\"n\":3"),
            "garbage",
            "",
            "x".repeat(65_537),
            "x".repeat(10 << 20))) {
      rig.write(List.of(lines.get(0), changed));
      byte[] before = Files.readAllBytes(rig.file);
      rig.audit().keepRoom();
      assertThatThrownBy(() -> rig.audit().append(AuditRig.entry(7)))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("audit.jsonl", "obs audit verify", "OBS-AUDIT-001");
      assertThat(Files.readAllBytes(rig.file)).isEqualTo(before);
      assertThat(home.resolve("audit/reserve")).as("kept for a full disk").exists();
      assertFound("changed");
    }
  }

  @Test
  void bytesThatAreNoText_areFound_andNothingIsAppendedToThem() throws IOException {
    rig.append(1);
    byte[] line =
        rig.lines()
            .get(0)
            .replace("because", "bec\u00c3\u0028se")
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(rig.file, line);
    Files.write(rig.file, new byte[] {'\n'}, StandardOpenOption.APPEND);
    assertThat(rig.verify().problems()).singleElement().asString().contains("not of the form");
    assertThatThrownBy(() -> rig.audit().append(AuditRig.entry(1))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> rig.audit().head()).isInstanceOf(IOException.class);
  }

  @Test
  void manyProblems_areCounted_andAHundredTold() throws IOException {
    rig.write(Collections.nCopies(1_000, "x"));
    AuditVerification found = rig.verify();
    assertThat(found.problemCount()).isEqualTo(1_000);
    assertThat(found.problems()).hasSize(100);
    assertThat(found.problems().get(99)).startsWith("line 100 ");
  }

  @Test
  void emptyFile_isAnAuditWithoutAnEntry() throws IOException {
    rig.write(List.of());
    assertThat(rig.verify().isSound()).isTrue();
    assertThat(rig.append(1).n()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "link", "dangling link", "pipe"})
  void whatIsNoFile_isRefused_andNeitherFollowedNorWaitedFor(String what) throws Exception {
    Files.createDirectories(rig.file.resolveSibling("."));
    Path elsewhere = home.resolve("elsewhere");
    switch (what) {
      case "folder" -> Files.createDirectory(rig.file);
      case "pipe" -> assumeTrue(Shell.succeeds("mkfifo", rig.file.toString()));
      default -> Files.createSymbolicLink(rig.file, elsewhere);
    }
    if (what.equals("link")) {
      Files.createFile(elsewhere);
    }
    rig.audit().keepRoom();
    assertThatThrownBy(() -> rig.audit().append(AuditRig.entry(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("move the file away");
    assertThatThrownBy(() -> rig.audit().head()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> rig.verify()).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> rig.audit().read(line -> {})).isInstanceOf(IOException.class);
    assertThat(Files.exists(elsewhere)).isEqualTo(what.equals("link"));
    assertThat(home.resolve("audit/reserve")).exists();
  }

  @Test
  void folderThatIsALink_isNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Files.createSymbolicLink(home.resolve("audit"), elsewhere);
    assertThatThrownBy(() -> rig.audit().append(AuditRig.entry(1)))
        .hasMessageContaining("is a link");
    rig.audit().keepRoom();
    assertThat(elsewhere).isEmptyDirectory();
  }
}
