package io.streamobs.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.streamobs.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = SEPARATE_THREAD)
class AuditKeyTest {

  private static final String SECRET = "0123456789abcdef";

  @TempDir Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String signed(AuditKey key) {
    return key.sign(utf8("line"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("key"), content);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 4_096})
  void keyOfAUsualSize_isOne(int size) throws IOException {
    assertThat(signed(AuditKey.of(new byte[size]))).hasSize(64);
    assertThat(AuditKey.ofFile(file("x".repeat(size) + "\r\n"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 4_097, 100_000})
  void keyOfAnotherSize_isRefused_andNotShown(int size) throws IOException {
    Path file = file("x".repeat(size));
    assertThatThrownBy(() -> AuditKey.of(new byte[size]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("16 to 4096 bytes");
    assertThatThrownBy(() -> AuditKey.ofFile(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(file.toString())
        .message()
        .doesNotContain("xxx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\n\n\r\n"})
  void lineEndsBehindAKey_areNotPartOfIt(String end) throws IOException {
    assertThat(signed(AuditKey.ofFile(file(SECRET + end))))
        .isEqualTo(signed(AuditKey.of(utf8(SECRET))));
  }

  @Test
  void spacesAndLineEndsWithin_arePartOfIt() throws IOException {
    assertThat(signed(AuditKey.ofFile(file(SECRET + " \n")))).isNotEqualTo(signed(key()));
    assertThat(signed(AuditKey.ofFile(file("\n" + SECRET)))).isNotEqualTo(signed(key()));
  }

  private static AuditKey key() {
    return AuditKey.of(utf8(SECRET));
  }

  @Test
  void fileThatCannotBeRead_isRefused() {
    for (Path file : new Path[] {folder, folder.resolve("none"), Path.of("/dev/zero")}) {
      assertThatThrownBy(() -> AuditKey.ofFile(file))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void settings_nameAFile_elseTheKey_elseNone() throws IOException {
    String file = file(SECRET + "\n").toString();
    Map<String, String> both = Map.of("obs.audit.key.file", file, "obs.audit.key", "x".repeat(20));
    assertThat(signed(AuditKey.outside(both::get))).isEqualTo(signed(key()));
    assertThat(signed(AuditKey.outside(Map.of("obs.audit.key", SECRET)::get)))
        .isEqualTo(signed(key()));
    assertThat(AuditKey.outside(name -> null)).isNull();
    assertThatThrownBy(() -> AuditKey.outside(Map.of("obs.audit.key", "short")::get))
        .hasMessageContaining("obs.audit.key")
        .message()
        .doesNotContain("short");
    assertThatThrownBy(() -> AuditKey.outside(Map.of("obs.audit.key.file", "a\0b")::get))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("obs.audit.key.file");
  }

  @Test
  void key_isACopy_andShowsNothing() {
    byte[] secret = utf8(SECRET);
    AuditKey key = AuditKey.of(secret);
    String before = signed(key);
    secret[0] = 'x';
    assertThat(signed(key)).isEqualTo(before);
    assertThat(key).hasToString("an audit key");
  }
}
