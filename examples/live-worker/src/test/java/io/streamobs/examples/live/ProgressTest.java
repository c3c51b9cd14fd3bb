package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final RunSummary summary = new RunSummary();

  @Test
  void terminal_hasABar_thatLeavesTheCursorAtTheStart() {
    Progress progress = progress(true);
    show(progress, 3, Outcome.SUCCESS, OptionalLong.of(6000));
    assertThat(text())
        .isEqualTo("\r\u001b[K[###############...............]  50%  3.0 s  1 success\r");
  }

  @Test
  void terminalWithUnknownLength_showsTheTime() {
    show(progress(true), 3, Outcome.SUCCESS, OptionalLong.empty());
    assertThat(text()).contains("3.0 s  1 success").doesNotContain("%");
  }

  @Test
  void barNeverGoesPastItsEnd() {
    show(progress(true), 9, Outcome.SUCCESS, OptionalLong.of(6000));
    assertThat(text()).contains("100%");
  }

  @Test
  void finish_clearsTheBar() {
    progress(true).finish();
    assertThat(text()).isEqualTo("\r\u001b[K");
  }

  @Test
  void elsewhere_aLineNowAndThen_andForAllThatWentWrong() {
    Progress progress = progress(false);
    for (int sequence = 1; sequence <= 12; sequence++) {
      Outcome outcome = sequence == 7 ? Outcome.DEGRADED : Outcome.SUCCESS;
      show(progress, sequence, outcome, OptionalLong.of(12_000));
    }
    progress.finish();
    assertThat(text().lines())
        .containsExactly(
            "fragment 1, up to 1.0 s: success",
            "fragment 7, up to 7.0 s: degraded",
            "fragment 11, up to 11.0 s: success");
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintStream(shown, true, UTF_8), terminal);
  }

  private void show(Progress progress, int sequence, Outcome outcome, OptionalLong total) {
    summary.add(outcome, Duration.ofSeconds(sequence).minusMillis(summary.mediaMillis()));
    progress.show(sequence, outcome, summary, total);
  }

  private String text() {
    return shown.toString(UTF_8);
  }
}
