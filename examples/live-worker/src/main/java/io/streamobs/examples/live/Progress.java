package io.streamobs.examples.live;

import io.streamobs.Outcome;
import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows people how far the worker is: a bar on a terminal, a line now and then elsewhere. */
final class Progress {
  private static final int WIDTH = 30;
  private static final String CLEAR = "\r\u001b[K";
  private static final int LINE_EVERY = 10;

  private final PrintStream out;
  private final boolean terminal;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(long sequence, Outcome outcome, RunSummary summary, OptionalLong total) {
    long done = summary.mediaMillis();
    if (terminal) {
      // The cursor goes back to the start: a log line to the same terminal then covers the bar.
      out.print(CLEAR + bar(done, total) + summary.byOutcome() + "\r");
      out.flush();
    } else if (outcome != Outcome.SUCCESS || sequence % LINE_EVERY == 1) {
      out.printf("fragment %d, up to %s: %s%n", sequence, seconds(done), outcome.json());
    }
  }

  private static String bar(long doneMillis, OptionalLong total) {
    String done = seconds(doneMillis);
    if (total.isEmpty() || total.getAsLong() == 0) {
      return done + "  ";
    }
    double part = Math.min(1.0, (double) doneMillis / total.getAsLong());
    int filled = (int) (part * WIDTH);
    return "[%s%s] %3d%%  %s  "
        .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), (int) (part * 100), done);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** Leaves the place to what comes next. */
  void finish() {
    if (terminal) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
