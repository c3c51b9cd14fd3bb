package io.streamobs.faults;

import static io.streamobs.testkit.ObsAssertions.assertThatLogs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever standard output does, callers and files go on. */
@Timeout(180)
class StdoutFaultsTest {

  @TempDir Path folder;

  private void assertFilesHaveAll(FaultRun run, FaultResult result) {
    assertThatLogs(run.logs())
        .everyRecordHasRequiredFields()
        .isCorrelated()
        .hasNoTornLine()
        .everyLossIsReported();
    assertThat(result.left("file")).isZero();
  }

  @Test
  void fifoThatNobodyReads_holdsNobody_andGetsTheRestWhenTheReaderReturns() throws Exception {
    Path fifo = Shell.fifo(folder.resolve("fifo"));
    Process holder = Shell.start("exec 3<>'" + fifo + "'; exec sleep 600");
    Process reader = null;
    try (FaultRun run = FaultRun.of("stdout: a FIFO that nobody reads", folder).stdout(fifo)) {
      reader = Shell.start("exec cat '" + fifo + "' >> '" + run.stdoutFile() + "'");
      run.start();
      stop(reader);
      run.emitBroken();
      reader = Shell.start("exec cat '" + fifo + "' >> '" + run.stdoutFile() + "'");
      FaultResult result = run.end().assertNobodyWaited();
      stop(holder);
      assertThat(reader.waitFor()).isZero();
      assertThat(result.number("stdout.dropped")).as("it was really full").isPositive();
      assertThatLogs(run.stdoutFile()).ofSink("stdout").everyLossIsReported();
      assertFilesHaveAll(run, result);
    } finally {
      stop(holder);
      stop(reader);
    }
  }

  private static void stop(Process process) throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  @Test
  void readerThatLeaves_andAnotherThatComes() throws Exception {
    Path fifo = Shell.fifo(folder.resolve("fifo"));
    Process reader = Shell.start("exec cat '" + fifo + "' > /dev/null");
    try (FaultRun run = FaultRun.of("stdout: the reader leaves (EPIPE)", folder).stdout(fifo)) {
      run.start();
      stop(reader);
      run.emitBroken();
      reader = Shell.start("exec cat '" + fifo + "' > '" + run.stdoutFile() + "'");
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(reader.waitFor()).isZero();
      assertThat(Files.readAllLines(run.stdoutFile())).last().asString().contains("instance_");
      assertFilesHaveAll(run, result);
      assertThatLogs(run.logs()).withOpenEnds().containsNoText("never there");
      assertThat(run.logged("sink_failed")).anyMatch(line -> line.contains("Broken pipe"));
      assertThat(run.logged("sink_recovered")).isNotEmpty();
    } finally {
      stop(reader);
    }
  }

  @Test
  void fullDevice_isReportedInTheFile_andOnStandardErrorAtTheEnd() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists());
    try (FaultRun run =
        FaultRun.of("stdout: /dev/full", folder).stdout(Redirect.to(full)).start()) {
      run.emitBroken();
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(result.written("stdout")).isZero();
      assertThat(result.lost("stdout") + result.left("stdout")).isGreaterThan(result.emitted());
      assertFilesHaveAll(run, result);
      assertThat(run.logged("sink_failed")).hasSize(1);
      assertThat(result.stderr()).contains("records_dropped", "No space left on device");
    }
  }

  @Test
  void terminal_isWrittenLikeAnyOther() throws Exception {
    Shell.need("script", "--version");
    try (FaultRun run = FaultRun.of("stdout: a terminal", folder).onTerminal().start()) {
      run.emitBroken();
      FaultResult result = run.end().assertNobodyWaited();
      assertThat(result.written("stdout")).isPositive();
      assertThatLogs(run.stdoutFile()).ofSink("stdout").hasNoTornLine().everyLossIsReported();
      assertFilesHaveAll(run, result);
    }
  }
}
