package io.streamobs.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is counted rather than timed, once for each contender and workload. */
final class Counts {

  private static final double SYSCALLS_PER = 100_000;

  private final int calls;
  private final Map<Turn, Double> bytes = new LinkedHashMap<>();
  private final Map<Turn, Double> syscalls = new LinkedHashMap<>();
  private final Map<Turn, String> names = new LinkedHashMap<>();

  Counts(int calls) {
    this.calls = calls;
  }

  /** Counts for a paced turn; system calls only where {@code strace} is there and may look. */
  void add(Turn turn) throws IOException, InterruptedException {
    bytes.put(turn, Double.valueOf(count(CallerAllocation.class, turn)));
    try {
      String[] output = count(CallerSyscalls.class, turn).split(" ", 2);
      syscalls.put(turn, Double.parseDouble(output[0]) * SYSCALLS_PER / calls);
      names.put(turn, output[1]);
    } catch (IOException e) {
      names.put(turn, "not counted: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private String count(Class<?> counting, Turn turn) throws IOException, InterruptedException {
    return JavaProcess.output(
        counting,
        JavaProcess.HEAP,
        turn.contender().name(),
        turn.setting().workload().name(),
        Integer.toString(calls));
  }

  Map<Turn, Double> bytes() {
    return bytes;
  }

  Map<Turn, Double> syscalls() {
    return syscalls;
  }

  /** Each system call with how often it was made in so many calls. */
  Map<Turn, String> names() {
    return names;
  }
}
