package io.streamobs.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the sieve lets through has no secret, and needs no escape where it says so. */
class SieveProperties {

  final Sieve sieve = new Sieve();
  final SecretScanner scanner = new SecretScanner(new SecretNames(Set.of()));

  @Property(tries = 20_000)
  void textWithASecret_isStopped(@ForAll("texts") String text) {
    char[] chars = text.toCharArray();
    boolean stopped =
        (sieve.pass(chars, 0, chars.length) & Sieve.SUSPECT) != 0
            || chars.length >= SecretScanner.LEAST_PAYLOAD;
    if (!stopped) {
      assertThat(scanner.next(chars, 0, chars.length)).as(text).isNull();
    }
  }

  @Property(tries = 5_000)
  void textThatNeedsNoEscape_isPrintableAscii(@ForAll("texts") String text) {
    char[] chars = text.toCharArray();
    boolean plain = (sieve.pass(chars, 0, chars.length) & Sieve.NEEDS_ESCAPE) == 0;
    assertThat(plain)
        .isEqualTo(text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\'));
  }

  @Example
  void everyShapeOfToken_isStopped_whereverItsWordStands() {
    for (TokenShape shape : TokenShape.ALL) {
      for (String before : List.of("", " ", "(", "the key is ", "é", "/", "-")) {
        char[] chars = (before + shape.prefix() + "x").toCharArray();
        assertThat(sieve.pass(chars, 0, chars.length) & Sieve.SUSPECT)
            .as("%s%s", before, shape.prefix())
            .isNotZero();
      }
    }
  }

  @Example
  void usualLine_passes() {
    char[] line = "loudness -16.7 LUFS, gain -1.6 dB, 48575 samples (clip false)".toCharArray();
    assertThat(sieve.pass(line, 0, line.length)).isZero();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> tokens =
        Arbitraries.of(TokenShape.ALL).map(shape -> shape.prefix() + "A1b2C3d4E5".repeat(4) + ".x");
    Arbitrary<String> marks =
        Arbitraries.of(
            "Bearer ",
            "bearer\t",
            "BASIC ",
            "basic ",
            "dXNlcjpwYXNz1234",
            "password",
            "token",
            "=",
            ":",
            "://",
            "user:pw@",
            "-----BEGIN RSA PRIVATE KEY-----",
            "--",
            "-",
            "_",
            ".",
            "\n",
            "\u007f",
            "é",
            "\uD83D\uDE00",
            " ",
            "\"",
            "'",
            "\\",
            "/",
            "+",
            "rtmp://live.x/app/",
            "sk",
            "gh",
            "Live",
            "ey");
    Arbitrary<String> words = Arbitraries.strings().alpha().numeric().ofMaxLength(30);
    return Arbitraries.oneOf(marks, tokens, words)
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }
}
