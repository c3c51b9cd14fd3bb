package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.RecordSinks;
import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.event.Level;

/** The suite for standard output; run where that is a file, by {@link ForkedContractTest}. */
class StdoutContract extends RecordSinkContract {

  private static final Path STDOUT = Path.of(System.getProperty("contract.stdout", "none"));

  private long start;

  @Override
  protected RecordSink newSink() throws IOException {
    start = Files.size(STDOUT);
    return RecordSinks.stdout(Level.TRACE);
  }

  @Override
  protected byte[] written() throws IOException {
    byte[] all = Files.readAllBytes(STDOUT);
    return Arrays.copyOfRange(all, (int) start, all.length);
  }

  // The kernel takes what fits below the limit, and then refuses: a write that fails half-way.
  @Override
  protected void failMedium() throws Exception {
    limit(Long.toString(Files.size(STDOUT) + 50));
  }

  @Override
  protected void healMedium() throws Exception {
    limit("unlimited");
  }

  private static void limit(String bytes) throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process prlimit;
    try {
      prlimit =
          new ProcessBuilder("prlimit", "--pid", pid, "--fsize=" + bytes + ":unlimited").start();
    } catch (IOException e) {
      Assumptions.abort("prlimit is not here: " + e);
      return;
    }
    assertThat(prlimit.waitFor()).as("exit code of prlimit").isZero();
  }
}
