package io.streamobs.faults;

import static io.streamobs.testkit.ObsAssertions.assertThatLogs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the host does, its own calls return and its records are accounted for. */
@Timeout(180)
class HostFaultsTest {

  @TempDir Path folder;

  private FaultResult runThrough(FaultRun run) throws Exception {
    run.start();
    run.emitBroken();
    FaultResult result = run.end().assertNobodyWaited();
    assertAllAccountedFor(run);
    return result;
  }

  private static void assertAllAccountedFor(FaultRun run) {
    assertThatLogs(run.logs()).everyRecordHasRequiredFields().isCorrelated().everyLossIsReported();
    assertThatLogs(run.stdoutFile()).ofSink("stdout").hasNoTornLine().everyLossIsReported();
  }

  @Test
  void callersWithTheInterruptFlag_keepIt_andLoseNothing() throws Exception {
    try (FaultRun run =
        FaultRun.of("callers: interrupt flag set", folder).option("host", "INTERRUPTED")) {
      runThrough(run);
    }
  }

  @Test
  void objectsThatThrowErrorsOrLog_whereverTheyAreAsked_costTheirTextOnly() throws Exception {
    try (FaultRun run =
        FaultRun.of("objects that throw, overflow, exhaust, log", folder)
            .option("host", "HOSTILE")
            .option("patience", 60) // what its objects do takes a slow machine long
            .option("turns", 60)) {
      FaultResult result = runThrough(run);
      assertThat(result.number("queue.failed")).isZero();
      assertThat(run.logged("log_message")).anyMatch(line -> line.contains("from inside"));
    }
  }

  @Test
  void thousandVirtualThreads_besideFourOthers() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
    try (FaultRun run =
        FaultRun.of("callers: 4 platform and 1,000 virtual threads", folder)
            .option("virtual", 1_000)) {
      runThrough(run);
    }
  }

  @Test
  void hostThatRunsOutOfMemoryAgainAndAgain_goesOn() throws Exception {
    try (FaultRun run =
        FaultRun.of("host out of memory, again and again", folder)
            .java("-Xmx64m")
            .option("host", "STARVING")
            .option("turns", 300)) {
      run.start();
      run.emitBroken();
      run.end().assertNobodyWaitedWhereItCouldCall();
      assertAllAccountedFor(run);
    }
  }

  @Test
  void hostWithLittleMemory_goesOn() throws Exception {
    try (FaultRun run =
        FaultRun.of("host with a heap of 40 MB", folder).java("-Xmx40m").option("turns", 6_000)) {
      runThrough(run);
    }
  }
}
