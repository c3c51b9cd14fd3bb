package io.streamobs.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
  private static final Path HOME = Path.of("target", "obs");

  @Test
  void nothing_meansDefaults() throws DemoFailure {
    assertThat(parse("")).isEqualTo(new DemoOptions(null, HOME, FaultPlan.NONE, false));
  }

  @Test
  void order_doesNotMatter() throws DemoFailure {
    DemoOptions expected =
        new DemoOptions(Path.of("a.wav"), Path.of("h"), new FaultPlan(4, "publish"), false);
    assertThat(parse("a.wav --home h --fail-at 4:publish")).isEqualTo(expected);
    assertThat(parse("--fail-at 4:publish --home h a.wav")).isEqualTo(expected);
  }

  @Test
  void stageToFail_isNormaliseByDefault() throws DemoFailure {
    assertThat(parse("--fail-at 7").faults()).isEqualTo(new FaultPlan(7, "normalise"));
  }

  @Test
  void afterTwoDashes_aNameMayStartWithOne() throws DemoFailure {
    assertThat(parse("-- -strange.wav").media()).isEqualTo(Path.of("-strange.wav"));
  }

  @Test
  void stream_isNamedAfterItsMedia() throws DemoFailure {
    assertThat(parse("clips/talk.v2.mp4").streamId()).isEqualTo("demo-talk.v2");
    assertThat(parse("").streamId()).isEqualTo("demo-syllables");
  }

  @Test
  void help_isAsked() throws DemoFailure {
    assertThat(parse("--help").help()).isTrue();
    assertThat(parse("a.wav -h").help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--home             | --home needs a value",
        "--fail-at          | --fail-at needs a value",
        "--fail-at four     | cannot be four",
        "--fail-at 0        | cannot be 0",
        "--fail-at -1       | cannot be -1",
        "--fail-at 4:ingest | cannot be 4:ingest",
        "--loud             | no option --loud",
        "a.wav b.wav        | what is b.wav",
      })
  void mistake_isNamed(String arguments, String message) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(DemoFailure.class)
        .hasMessageContaining(message)
        .extracting(failure -> ((DemoFailure) failure).code())
        .isEqualTo(LiveErrors.USAGE);
  }

  private static DemoOptions parse(String arguments) throws DemoFailure {
    return DemoOptions.parse(HOME, arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
  }
}
