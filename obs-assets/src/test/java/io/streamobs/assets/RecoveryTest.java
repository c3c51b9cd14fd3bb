package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Obs;
import io.streamobs.RunScope;
import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.LiveMark;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance left that is gone. */
class RecoveryTest {

  private static final String GONE = "20261122T101500Z-17-0123abcd";

  @TempDir Path home;

  @Test
  void logOfAnInstance_thatDidNotComeToItsJournal_isTakenIntoTheBundle() throws Exception {
    try (Obs obs = Obs.builder().standalone().home(home).open();
        RunScope scope = obs.run("stream-42").runId("run-1").open()) {
      SmallRun.fragment(scope, 1);
    }
    Path run = home.resolve("runs/stream-42/run-1");
    Path log = new RunFolder(run).pipelineLog("20261122T101501Z", GONE, 1);
    Files.writeString(log, "{}\n");
    Files.writeString(
        home.resolve("locks").resolve(GONE + ".1." + Long.MAX_VALUE + "-1.alive"), GONE);
    assertThat(BundleVerification.of(run).problems()).isNotEmpty();

    assertThat(NextInstance.visit(Disk.LOCAL, home)).isEmpty();
    assertThat(BundleVerification.of(run).problems()).isEmpty();
    assertThat(log).exists();
    assertThat(LiveMark.gone(home)).isEmpty();
  }
}
