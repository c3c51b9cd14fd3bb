package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BundlesTest {

  @Test
  void naming_keepsAllThatIsHandedOver() throws Exception {
    NamingCost cost = NamingCost.parse(Bundles.inFolder(NamingProcess.class, List.of(), 200));

    assertThat(cost.kept()).isEqualTo(1_000);
    assertThat(cost.bytesP50()).isPositive();
  }

  @Test
  void fragments_areAllJournalled() throws Exception {
    FragmentCost cost =
        FragmentCost.parse(Bundles.inFolder(FragmentProcess.class, List.of("-Xmx64m"), 1_000));

    assertThat(cost.lost()).isZero();
    assertThat(cost.firstBytes()).isGreaterThan(500);
    assertThat(cost.lastBytes()).isBetween(0.8 * cost.firstBytes(), 1.2 * cost.firstBytes());
  }

  @Test
  void contents_areKept_andTheirBundleIsSound() throws Exception {
    ContentCost cost = Bundles.contents(400);

    assertThat(cost.kept()).isPositive();
    assertThat(cost.rebuildJournals()).isPositive();
  }
}
