package io.streamobs.cli;

import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.Pin;
import io.streamobs.spi.SettingText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code obs run pin}. */
@Command(
    name = "pin",
    description = {
      "Keeps a run from being deleted, by a policy or by somebody, until a time within ten years."
          + " A pin that it has already is replaced."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs run pin --stream S --run R --reason 'INC-4711' --until 30d",
      "  obs run pin --stream S --run R --reason 'audit 2027' --until 2027-06-30T18:00:00Z"
    })
final class RunPin extends Verb {

  @Mixin private final RunName run = new RunName();
  @Mixin private final ByWhom byWhom = new ByWhom();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for whoever wants to delete it, and for the audit.")
  private @Nullable String reason;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      required = true,
      description = "When it ends to hold: 2027-06-30T18:00:00Z, or 30d from now.")
  private @Nullable String until;

  @Override
  public Integer call() {
    HomeRetention retention = byWhom.retention(home()).build();
    Instant end = time(String.valueOf(until));
    Pin pin =
        Attempt.at(
            CliErrors.NOT_CHANGED,
            run + " was not pinned",
            () -> retention.pin(run.stream(), run.run(), String.valueOf(reason), end));
    if (asJson()) {
      print(RunPins.json(pin));
    } else {
      out().println(run + " is kept until " + Texts.time(pin.until().toString()));
    }
    return 0;
  }

  private static Instant time(String text) {
    Duration fromNow = SettingText.time(text);
    try {
      return fromNow == null
          ? OffsetDateTime.parse(text).toInstant()
          : Instant.now().plus(fromNow).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException | ArithmeticException e) {
      throw CliException.badInput(
          CliErrors.USAGE, "--until is \"" + text + "\"; give 30d, or 2027-06-30T18:00:00Z");
    }
  }
}
