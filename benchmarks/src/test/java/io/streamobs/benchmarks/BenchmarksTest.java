package io.streamobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class BenchmarksTest {

  private static final TimeValue SHORT = TimeValue.milliseconds(20);
  private static final int WITH_VIRTUAL_THREADS = 21;

  @BeforeAll
  static void besideOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void contenders_writeTheSameFields() {
    assertThatCode(SameFields::check).doesNotThrowAnyException();
  }

  @Test
  void sameFields_refusesALineThatDiffers() throws Exception {
    JsonNode ours = SameFields.line(Contender.OBS, Workload.LINE);
    ObjectNode fewer = ours.deepCopy().asObject();
    fewer.remove(List.of("seq", "stage"));
    ObjectNode other = ours.deepCopy().asObject().put("message", "another");
    other.remove("seq");
    ObjectNode empty = ours.deepCopy().asObject().put("span_id", "");
    empty.remove("seq");

    for (JsonNode wrong : List.of(ours, fewer, other, empty)) {
      assertThatThrownBy(() -> SameFields.requireSame(ours, Contender.ASYNC, wrong))
          .hasMessageContaining("not the same line from ASYNC");
    }
  }

  @ParameterizedTest
  @EnumSource(Pace.class)
  void callerCost_runsEveryContenderAtEveryWorkload(Pace pace) throws RunnerException {
    for (Workload workload : Workload.values()) {
      String[] contenders = names(each -> each.takes(workload) && !each.needsOwnProcess());

      Collection<RunResult> results = callerCost(once(), pace, workload, contenders);

      assertThat(results).hasSize(contenders.length);
      assertThat(results).allSatisfy(result -> assertThat(samples(result)).isPositive());
    }
  }

  // Their paced calls are made where their bytes are counted.
  @Test
  void callerCost_runsThoseThatNeedAProcessEach() throws RunnerException {
    String[] contenders = names(Contender::needsOwnProcess);

    Collection<RunResult> results =
        callerCost(once().forks(1).threads(4), Pace.SATURATED, Workload.LINE, contenders);

    assertThat(results).hasSize(contenders.length);
    assertThat(results).allSatisfy(result -> assertThat(samples(result)).isPositive());
  }

  @Test
  void callerCost_countsTheCallsOfAllThreads() throws Exception {
    Setting four = new Setting(Pace.PACED, Workload.LINE, 4, false);
    Sample sample = new Forks(Options.of("--quick")).callerCost(new Turn(Contender.SYNC, four));

    assertThat(sample.nanos(Figure.P50)).isPositive();
    assertThat(sample.lost()).isZero();
  }

  @Test
  void losses_refuseMoreThanWasCalled() {
    assertThat(Losses.share(10, 4)).isEqualTo(0.6);
    assertThatThrownBy(() -> Losses.share(1, 2)).hasMessage("2 records of 1 calls");
  }

  @Test
  void callerCost_runsOnVirtualThreads() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(WITH_VIRTUAL_THREADS);

    Setting virtual = new Setting(Pace.PACED, Workload.LINE, 4, true);
    Sample sample = new Forks(Options.of("--quick")).callerCost(new Turn(Contender.OBS, virtual));

    assertThat(sample.nanos(Figure.P50)).isPositive();
    assertThat(sample.lost()).isZero();
  }

  @Test
  void laneOffer_runsBothQueues() throws RunnerException {
    Collection<RunResult> results =
        new Runner(once().include(LaneOffer.class.getName() + "\\.").build()).run();

    assertThat(results).hasSize(2);
    assertThat(results).allSatisfy(result -> assertThat(samples(result)).isPositive());
  }

  @ParameterizedTest
  @EnumSource(Contender.class)
  void callerAllocation_countsWhatTheCallSiteMakes(Contender contender) throws Exception {
    double bytes =
        contender.needsOwnProcess()
            ? Double.parseDouble(
                JavaProcess.output(
                    CallerAllocation.class, List.of(), contender.name(), "LINE", "1000"))
            : CallerAllocation.measure(contender, Workload.LINE, 100, 1_000);

    if (EnumSet.of(Contender.NOTHING, Contender.NANO_TIME).contains(contender)) {
      assertThat(bytes).isZero();
    } else if (contender != Contender.QUEUE_OFFER && contender != Contender.JFR_EVENT) {
      assertThat(bytes).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"OBS", "A?SYNC.*", "LOGSTASH_DISRUPTOR"})
  void contender_writesEveryLineUntilItsEnd(Contender contender, @TempDir Path folder)
      throws IOException {
    int calls = 200; // less than the smallest queue has room for
    Path file = folder.resolve("lines.jsonl");
    Installation installation = contender.install(file);
    Caller caller = installation.caller(Workload.LINE);
    for (int i = 0; i < calls; i++) {
      caller.call();
    }
    caller.close();

    assertThat(installation.end(calls)).isZero();
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains("loudness"))
        .hasSize(calls);
  }

  @ParameterizedTest
  @EnumSource(StalledContender.class)
  void stalledSink_countsWhatBecameOfEveryLine(StalledContender contender) throws Exception {
    StalledRow row = StalledSink.run(contender, 3_000, 400);

    assertThat(row.present()).isBetween(1L, 3_000L);
    assertThat(row.completed()).isBetween(1, 3_000);
    if (contender == StalledContender.OBS) {
      assertThat(row.completed()).isEqualTo(3_000);
      assertThat(row.addsUp()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(FootprintProcess.State.class)
  void footprint_saysWhatAProcessTakes(FootprintProcess.State state) throws Exception {
    String[] columns = Footprint.of(state, 0, 1).strip().split(" +");

    assertThat(columns).hasSize(3);
    assertThat(Double.parseDouble(columns[0])).isNotNegative();
    if (state == FootprintProcess.State.FULL) {
      assertThat(Long.parseLong(columns[1])).isGreaterThan(1_000);
    }
  }

  @Test
  void ratio_isTheMedianOfTheRoundsAgainstTheBestPeer() {
    Findings<String, Sample> findings = new Findings<>((own, other) -> other.startsWith("peer"));
    for (int nanos : new int[] {10, 30, 20}) {
      findings.add("own", sample(nanos));
      findings.add("peer 1", sample(100));
      findings.add("peer 2", sample(50));
    }

    Times own = Times.of("own", findings);

    assertThat(own.nanos()).containsEntry(Figure.P99, 20.0).hasSize(Figure.values().length);
    assertThat(own.ratios()).containsEntry(Figure.P99, 0.4);
    assertThat(own.toString()).contains(" 20 ns    0.40 ");
    assertThat(Times.of("peer 1", findings).ratios()).containsEntry(Figure.MEAN, 2.0);
  }

  @Test
  void turns_haveEachContenderBesideItsPeersAndVirtualThreadsWhereThereAreSome() {
    assertThat(Turn.all(WITH_VIRTUAL_THREADS)).doesNotHaveDuplicates();
    assertThat(Turn.all(17)).noneMatch(turn -> turn.setting().virtual());
    for (Setting setting : Setting.all(WITH_VIRTUAL_THREADS)) {
      assertThat(Turn.all(WITH_VIRTUAL_THREADS))
          .filteredOn(turn -> turn.setting().equals(setting))
          .extracting(Turn::contender)
          .contains(Contender.OBS, Contender.ASYNC, Contender.ASYNC_LOSSLESS);
    }
  }

  @Test
  void table_saysWhichPacedPeerLostLines() {
    Setting paced = new Setting(Pace.PACED, Workload.LINE, 1, false);
    Setting saturated = new Setting(Pace.SATURATED, Workload.LINE, 1, false);

    List<String> lines =
        CallersTable.lines(
            List.of(
                row(Contender.ASYNC, paced, 0.01),
                row(Contender.ASYNC_LOSSLESS, paced, 0),
                row(Contender.ASYNC, saturated, 0.99)),
            new Counts(1),
            1);

    assertThat(lines)
        .filteredOn(line -> line.startsWith("note:"))
        .singleElement()
        .asString()
        .contains("async lost 1.00 %");
  }

  @Test
  void results_ofOnePartLeaveThoseOfAnotherAlone(@TempDir Path folder) throws IOException {
    Answer answer = new Answer(List.of("a line"), List.of(1));
    Results first = new Results(folder, Options.of());
    first.begin();
    first.add(Part.CALLERS, answer);
    Results second = new Results(folder, Options.of("--quick"));
    second.begin();
    second.add(Part.QUEUES, answer);

    assertThat(folder.resolve("results/callers.txt")).content().contains("== callers", "a line");
    assertThat(folder.resolve("results.txt"))
        .content()
        .contains("== queues")
        .doesNotContain("callers");
    JsonNode json = JsonMapper.shared().readTree(folder.resolve("results/queues.json"));
    assertThat(json.path("quick").asBoolean()).isTrue();
    assertThat(json.path("machine").asString()).contains("processors");
  }

  @Test
  void options_takeNumbersAndParts() {
    Options options = Options.of("--quick", "queues", "--rounds", "4", "callers");

    assertThat(options.quick()).isTrue();
    assertThat(options.rounds()).isEqualTo(4);
    assertThat(options.parts()).containsExactly(Part.CALLERS, Part.QUEUES);
    assertThat(Options.of().parts()).containsExactly(Part.values());
    assertThat(Options.of().rounds()).isEqualTo(3);
    assertThat(Options.of("--quick").rounds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--fast",
        "--rounds",
        "--rounds 0",
        "--rounds x",
        "--threads 4",
        "--stalled",
        "all",
        ""
      })
  void options_refuseWhatTheyDoNotKnow(String wrong) {
    assertThatThrownBy(() -> Options.of(wrong.split(" ", -1))).hasMessage(Options.USAGE);
  }

  private static Row row(Contender contender, Setting setting, double lost) {
    Findings<String, Sample> findings = new Findings<>((own, other) -> true);
    findings.add("one", sample(1));
    return new Row(new Turn(contender, setting), Times.of("one", findings), lost, null, null);
  }

  private static Sample sample(double nanos) {
    return new Sample(Figure.all(figure -> nanos), 0);
  }

  private static String[] names(Predicate<Contender> which) {
    return Arrays.stream(Contender.values())
        .filter(which)
        .map(Contender::name)
        .toArray(String[]::new);
  }

  private static ChainedOptionsBuilder once() {
    return new OptionsBuilder()
        .verbosity(VerboseMode.SILENT)
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(SHORT)
        .shouldFailOnError(true);
  }

  private static Collection<RunResult> callerCost(
      ChainedOptionsBuilder options, Pace pace, Workload workload, String... contenders)
      throws RunnerException {
    return new Runner(
            options
                .include(CallerCost.class.getName() + "\\.")
                .param("pace", pace.name())
                .param("workload", workload.name())
                .param("contender", contenders)
                .build())
        .run();
  }

  private static long samples(RunResult result) {
    return result.getPrimaryResult().getStatistics().getN();
  }
}
