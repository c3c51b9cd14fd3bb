package io.streamobs.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a key finds that hashes do not. */
class AuditSignatureTest {

  private static final AuditKey OTHER =
      AuditKey.of("another key than that".getBytes(StandardCharsets.UTF_8));

  @TempDir Path home;

  private AuditRig rig;

  @BeforeEach
  void begin() {
    rig = new AuditRig(home);
  }

  private AuditVerification verify(@Nullable AuditKey key) throws IOException {
    return rig.audit(key).verify(null);
  }

  private void assertNothingIsAppended(@Nullable AuditKey key, String why) throws IOException {
    byte[] before = Files.readAllBytes(rig.file);
    assertThatThrownBy(() -> rig.audit(key).append(AuditRig.entry(9)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(why, "OBS-AUDIT-001");
    assertThat(Files.readAllBytes(rig.file)).isEqualTo(before);
  }

  @Test
  void signedAudit_isSound_withItsKey_andWithoutOne() throws IOException {
    rig.append(AuditRig.KEY, 3);
    assertThat(verify(AuditRig.KEY).problems()).isEmpty();
    assertThat(verify(AuditRig.KEY).signed()).isEqualTo(3);
    assertThat(verify(null).isSound()).isTrue();
  }

  @Test
  void anotherKey_isFound_lineByLine() throws IOException {
    rig.append(AuditRig.KEY, 3);
    assertThat(verify(OTHER).problems())
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem).contains("not signed with this key"));
  }

  @Test
  void nothingIsAppended_withoutTheKeyOfASignedOne() throws IOException {
    rig.append(AuditRig.KEY, 1);
    assertNothingIsAppended(null, "OBS_AUDIT_KEY_FILE");
    assertNothingIsAppended(OTHER, "another key");
  }

  @Test
  void chainThatWasMadeAnew_isFoundByTheKey() throws IOException {
    rig.append(AuditRig.KEY, 3);
    Files.delete(rig.file);
    rig.append(3);
    assertThat(verify(null).isSound()).isTrue();
    assertThat(verify(AuditRig.KEY).problems())
        .singleElement()
        .asString()
        .contains("not signed at all");
    Files.delete(rig.file);
    rig.append(OTHER, 3);
    assertThat(verify(AuditRig.KEY).isSound()).isFalse();
  }

  @Test
  void signaturesThatWereTaken_areMissed() throws IOException {
    rig.append(AuditRig.KEY, 4);
    List<String> lines = rig.lines();
    for (int n = 1; n < lines.size(); n++) {
      List<String> taken = new ArrayList<>(lines);
      taken.set(n, lines.get(n).replaceFirst("\"hmac\":\"[0-9a-f]+\",", ""));
      rig.write(taken);
      assertThat(verify(AuditRig.KEY).isSound()).as("line %d", n).isFalse();
      assertThat(verify(null).isSound()).as("line %d, also without the key", n).isFalse();
    }
    rig.write(lines.stream().map(l -> l.replaceFirst("\"hmac\":\"[0-9a-f]+\",", "")).toList());
    assertThat(verify(AuditRig.KEY).isSound()).isFalse();
  }

  @Test
  void auditWithoutSignatures_isNotGoneOnWithByAKey_forItMayHaveBeenMadeAnew() throws IOException {
    rig.append(2);
    assertNothingIsAppended(AuditRig.KEY, "not signed");
    List<String> lines = new ArrayList<>(rig.lines());
    AuditHead head = AuditLine.parse(lines.get(1)).head();
    lines.add(AuditLine.after(head, 0, "{\"x\":1}", AuditRig.KEY).text());
    rig.write(lines);
    assertThat(verify(AuditRig.KEY).problems())
        .singleElement()
        .asString()
        .startsWith("line 3 is signed, and those before it are not");
  }

  @Test
  void lineThatSomebodyElseSigned_isNotBuiltOn() throws IOException {
    rig.append(AuditRig.KEY, 1);
    String line = rig.lines().get(0);
    AuditHead head = AuditLine.parse(line).head();
    String forged = AuditLine.after(head, 0, "{\"x\":1}", OTHER).text();
    rig.write(List.of(line, forged));
    assertNothingIsAppended(AuditRig.KEY, "another key");
    assertThat(verify(AuditRig.KEY).problems()).hasSize(1);
  }
}
