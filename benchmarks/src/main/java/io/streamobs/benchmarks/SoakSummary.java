package io.streamobs.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What a soak came to, in lines for a reader. */
final class SoakSummary {

  private static final double MB = 1 << 20;
  private static final String COLUMNS = "%-46s%20s";

  private final List<HomeUsage> samples;
  private final List<Double> kills;
  private final SoakCheck check;
  private final List<String> lines = new ArrayList<>();

  SoakSummary(List<HomeUsage> samples, List<Double> kills, SoakCheck check) {
    this.samples = samples;
    this.kills = kills;
    this.check = check;
  }

  List<String> lines() {
    HomeUsage last = samples.get(samples.size() - 1);
    SoakAudit audit = check.audits();
    long purged = audit.purgedRuns().size();
    row("minutes", "%.1f", last.seconds() / 60);
    row("worker killed and started again", "%d", kills.size());
    long runBytes = audit.freedBytes("run_bundle") + last.runs();
    long logBytes = audit.freedBytes("log_file") + last.logs();
    row("written to runs, MB", "%.1f", runBytes / MB);
    row("written to log files, MB", "%.1f", logBytes / MB);
    row("the same a second, MB", "%.2f", (runBytes + logBytes) / MB / last.seconds());
    row("runs written", "%d", purged + check.runsLeft());
    row("runs purged", "%d", purged);
    row("runs left", "%d", check.runsLeft());
    above("runs", SoakBounds.RUNS, HomeUsage::runs);
    above("log files", SoakBounds.LOGS, HomeUsage::logs);
    row("trash at most, MB", "%.1f", most(HomeUsage::trash) / MB);
    row("audit, MB", "%.2f", last.audit() / MB);
    row("audit entries", "%d", audit.entries());
    audit.actions().forEach((action, count) -> row("  " + action, "%d", count));
    row("problems", "%d", check.problems().size());
    lines.addAll(check.problems());
    return lines;
  }

  private void above(String what, long bound, ToLongFunction<HomeUsage> usage) {
    long over = Math.max(0, most(usage) - bound);
    row(what + ", bound, MB", "%.0f", bound / MB);
    row(what + ", most above it, bytes", "%,d", over);
    row(what + ", most above it, %", "%.1f", 100.0 * over / bound);
  }

  private long most(ToLongFunction<HomeUsage> usage) {
    return samples.stream().mapToLong(usage).max().orElse(0);
  }

  private void row(String what, String format, Object value) {
    lines.add(COLUMNS.formatted(what, String.format(Locale.ROOT, format, value)));
  }
}
