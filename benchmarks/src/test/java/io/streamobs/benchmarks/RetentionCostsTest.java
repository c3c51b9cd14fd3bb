package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionCostsTest {

  @TempDir Path folder;

  @Test
  void manyRuns_haveIdsOfTheirOwnAndWhatABundleHas() throws Exception {
    MadeRuns made = MadeRuns.in(folder.resolve("home"), 3, 4);

    Path bundle = folder.resolve("home/runs/stream-002/run-000003");
    assertThat(made.runs()).isEqualTo(12);
    assertThat(made.files()).isEqualTo(7);
    assertThat(bundle.resolve("manifest.json"))
        .content()
        .contains("\"streamId\" : \"stream-002\"", "\"runId\" : \"run-000003\"", "\"outcome\"");
    assertThat(bundle.resolve("checksums.sha256")).isNotEmptyFile();
    assertThat(bundle).isDirectoryRecursivelyContaining("glob:**/index-*.jsonl");
  }

  @Test
  void plans_countAllRuns_andHaveTheOldOnesGo() throws Exception {
    PlanCost cost = Plans.measure(5, 20, 1).get(0);

    assertThat(cost.runs()).isEqualTo(100);
    assertThat(cost.deletions()).isBetween(65.0, 85.0);
    assertThat(cost.planNanos()).isPositive();
    assertThat(cost.findNanos()).isPositive();
    assertThat(cost.mostBytes()).isBetween(cost.heldBytes(), 128.0 * (1 << 20));
  }

  @Test
  void purges_deleteEveryFile() throws Exception {
    PurgeCost cost = Purges.measure(2, 5, 1).get(0);

    assertThat(cost.runs()).isEqualTo(10);
    assertThat(cost.files()).isEqualTo(70);
    assertThat(cost.ours()).isPositive();
    assertThat(cost.find()).isPositive();
  }

  @Test
  void stages_areTimedUntilAPurgeIsOver_andWithoutOne() throws Exception {
    PurgedStages.Pair pair = PurgedStages.measure(2, 5, 100, 300, 1).get(0);

    assertThat(pair.purged().stages()).isPositive();
    assertThat(pair.purged().p99()).isGreaterThanOrEqualTo(pair.purged().p50());
    assertThat(pair.quiet().stages()).isPositive();
    assertThat(pair.quiet().p50()).isPositive();
  }
}
