package io.streamobs.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a caller, and of its lines, while nobody reads standard output? Each contender
 * has a pipe that is not read until its caller is through or its time is over; then it is read to
 * the end, and what arrived is counted.
 */
final class StalledSink implements Question {

  private static final int LINES = 50_000;
  private static final long LIMIT_MILLIS = 4_000;

  @Override
  public Duration estimate(Options options) {
    return Duration.ofMillis(StalledContender.values().length * (LIMIT_MILLIS + 1_500));
  }

  @Override
  public Answer answer(Options options) throws Exception {
    Progress.say("stalled");
    List<StalledRow> rows = new ArrayList<>();
    for (StalledContender contender : StalledContender.values()) {
      rows.add(run(contender, LINES, LIMIT_MILLIS));
    }
    List<String> table = new ArrayList<>();
    table.add("%,d lines at once, nobody reads for %d ms".formatted(LINES, LIMIT_MILLIS));
    table.add(StalledRow.HEAD);
    rows.forEach(row -> table.add(row.toString()));
    return new Answer(table, rows);
  }

  static StalledRow run(StalledContender contender, int lines, long limitMillis)
      throws IOException, InterruptedException {
    Process process =
        JavaProcess.of(
                StalledCaller.class,
                List.of("-Xmx1g"),
                contender.name(),
                Integer.toString(lines),
                Long.toString(limitMillis))
            .start();
    try {
      String said = said(process);
      List<String> output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      process.waitFor(1, TimeUnit.MINUTES);
      return StalledRow.of(contender, lines, said, output);
    } finally {
      process.destroyForcibly();
    }
  }

  // Others may speak on standard error too.
  private static String said(Process process) throws IOException {
    StringBuilder all = new StringBuilder();
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(StalledCaller.SAYS)) {
        return line.substring(StalledCaller.SAYS.length());
      }
      all.append(line).append('\n');
    }
    throw new IOException("the caller said nothing but: " + all);
  }
}
