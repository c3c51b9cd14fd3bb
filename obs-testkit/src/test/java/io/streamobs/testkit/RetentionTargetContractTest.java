package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionTarget;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The suite itself: it passes what is right, and fails what is wrong where it should. */
@Timeout(120)
class RetentionTargetContractTest {

  private static final ThreadLocal<Function<Things, RetentionTarget>> UNDER_TEST =
      new ThreadLocal<>();

  /** The suite, run on whatever is under test. */
  static class OfFolders extends RetentionTargetContract {
    @TempDir private Path home;

    private Things things() {
      return new Things(home);
    }

    @Override
    protected RetentionTarget newTarget() {
      return UNDER_TEST.get().apply(things());
    }

    @Override
    protected RetentionItem make(int number, Instant newest) throws IOException {
      return things().make(number, newest);
    }

    @Override
    protected RetentionItem makeWithMedia(int number, Instant newest) throws IOException {
      return things().makeWithMedia(number, newest);
    }

    @Override
    protected RetentionItem makeInUse() throws IOException {
      return things().makeInUse();
    }

    @Override
    protected void makeUndeletable(RetentionItem item) throws IOException {
      Files.createFile(things().refusal());
    }

    @Override
    protected void makeDeletable(RetentionItem item) throws IOException {
      Files.delete(things().refusal());
    }

    @Override
    protected void plantLink(RetentionItem item, Path outside) throws IOException {
      Path link = things().folder().resolve(item.id()).resolve("link");
      Files.createSymbolicLink(link, outside);
    }

    @Override
    protected Path folder() {
      return home;
    }
  }

  private static EngineExecutionResults run(Class<?> suite) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(suite)).execute();
  }

  private static EngineExecutionResults run(Function<Things, RetentionTarget> target) {
    UNDER_TEST.set(target);
    try {
      return run(OfFolders.class);
    } finally {
      UNDER_TEST.remove();
    }
  }

  private static Set<String> failed(EngineExecutionResults results) {
    return results.testEvents().failed().stream()
        .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
        .collect(Collectors.toSet());
  }

  private static String failures(EngineExecutionResults results) {
    return results.testEvents().failed().stream()
        .map(RetentionTargetContractTest::failure)
        .collect(Collectors.joining("\n"));
  }

  private static String failure(Event event) {
    Throwable thrown =
        event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    return event.getTestDescriptor().getDisplayName() + ": " + thrown;
  }

  static Stream<Arguments> goodTargets() {
    return Stream.of(good("two steps", FolderTarget::new), good("one step", OneStepTarget::new));
  }

  private static Arguments good(String name, Function<Things, RetentionTarget> target) {
    return arguments(name, target);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodTargets")
  void goodTarget_passes(String name, Function<Things, RetentionTarget> target) {
    EngineExecutionResults results = run(target);

    assertThat(failed(results)).as(() -> failures(results)).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(tests().count());
    assertThat(results.testEvents().aborted().count()).isZero();
  }

  @Test
  void targetOfTheLeast_skipsWhatItCannotHave() {
    EngineExecutionResults results = run(MemoryTargetContractTest.class);

    assertThat(failed(results)).as(() -> failures(results)).isEmpty();
    assertThat(results.testEvents().aborted().stream())
        .extracting(event -> event.getTestDescriptor().getDisplayName())
        .hasSizeGreaterThan(8)
        .allMatch(name -> name.matches("(inUse|media|undeletable|link|remove_inAHome).*"));
  }

  static Stream<Arguments> badTargets() {
    return Stream.of(
        bad(BadTargets.Shouting::new, "kind_isWellFormedAndConstant"),
        bad(BadTargets.Renaming::new, "kind_isWellFormedAndConstant"),
        bad(
            BadTargets.FailingWhereNothingIs::new,
            "items_ofAnEmptyHome_areNone",
            "remove_inAHomeThatIsEmptied_isASuccess"),
        bad(BadTargets.MakingItsFolder::new, "items_ofAnEmptyHome_areNone"),
        bad(
            BadTargets.CountingBlocks::new,
            "items_areAsTheyWereMade",
            "crash_betweenRemoveAndFree_isFinishedByAnother",
            "media_goForThemselves"),
        bad(
            BadTargets.ForgettingStreams::new,
            "items_areAsTheyWereMade",
            "crash_betweenRemoveAndFree_isFinishedByAnother",
            "media_goForThemselves"),
        bad(
            BadTargets.ListingTheNewestTwice::new,
            "items_areAsTheyWereMade",
            "items_areStableBetweenListings",
            "items_changeNothing",
            "remove_leavesTheOthersAsTheyAre",
            "free_leavesTheOthersAsTheyAre",
            "media_leaveTheOthersAsTheyAre"),
        bad(BadTargets.ListingByTurns::new, "items_areStableBetweenListings"),
        bad(BadTargets.KeepingAnIndex::new, "items_changeNothing"),
        bad(BadTargets.HoldingByPrefix::new, "holds_whatIsListed"),
        bad(BadTargets.OfEveryRun::new, "ofRun_thatNeverWas_isNothing"),
        bad(BadTargets.SilentAboutUse::new, "inUse_isListedWithTheReason"),
        bad(BadTargets.TrustingTheListing::new, "inUse_isRefusedAndStaysWhole"),
        bad(BadTargets.RefusingWithoutSayingSo::new, "inUse_isRefusedAndStaysWhole"),
        bad(BadTargets.LookingTooLate::new, "inUse_isRefusedAndStaysWhole"),
        bad(BadTargets.GivingUpMediaOfTheLiving::new, "inUse_isRefusedAndStaysWhole"),
        bad(
            BadTargets.FreeingByName::new,
            "free_ofWhatWasNotRemoved_leavesItWhole",
            "inUse_isFreedByNobody",
            "free_late_leavesWhatWasMadeAgain"),
        bad(
            BadTargets.OnlyHiding::new,
            "crash_betweenRemoveAndFree_isFinishedByAnother",
            "remove_takesItOutOfSight",
            "free_late_leavesWhatWasMadeAgain"),
        bad(
            BadTargets.RemovingNothing::new,
            "remove_takesItOutOfSight",
            "remove_leavesTheOthersAsTheyAre",
            "crash_betweenRemoveAndFree_isFinishedByAnother",
            "free_late_leavesWhatWasMadeAgain"),
        bad(
            BadTargets.SilentAboutSpace::new,
            "removeAndFree_giveTheSpaceBack_andSayHowMuch",
            "crash_betweenRemoveAndFree_isFinishedByAnother",
            "media_goForThemselves"),
        bad(
            BadTargets.KeepingItsTrash::new,
            "removeAndFree_giveTheSpaceBack_andSayHowMuch",
            "crash_betweenRemoveAndFree_isFinishedByAnother"),
        bad(
            BadTargets.TakingTheNextToo::new,
            "remove_leavesTheOthersAsTheyAre",
            "free_leavesTheOthersAsTheyAre",
            "crash_betweenRemoveAndFree_isFinishedByAnother",
            "undeletable_isWholeOrGone_andGoesLater"),
        bad(
            BadTargets.FreeingTheNextToo::new,
            "free_leavesTheOthersAsTheyAre",
            "crash_betweenRemoveAndFree_isFinishedByAnother",
            "undeletable_isWholeOrGone_andGoesLater"),
        bad(BadTargets.RemovingOnce::new, "remove_forTheSamePurgeAgain_isASuccess"),
        bad(
            BadTargets.MissingWhatIsGone::new,
            "remove_ofWhatIsGone_isASuccess",
            "remove_forTheSamePurgeAgain_isASuccess",
            "remove_inAHomeThatIsEmptied_isASuccess",
            "undeletable_isWholeOrGone_andGoesLater"),
        bad(BadTargets.InNeedOfItsFolder::new, "remove_inAHomeThatIsEmptied_isASuccess"),
        bad(
            BadTargets.CountingAgain::new,
            "free_again_freesNothing",
            "remove_ofWhatIsGone_isASuccess"),
        bad(BadTargets.RememberingOnly::all, "crash_betweenRemoveAndFree_isFinishedByAnother"),
        bad(BadTargets.RememberingOnly::media, "media_afterACrash_areRemovedByAnother"),
        bad(BadTargets.Climbing::new, "foreignId_isNothingAndHarmsNothing"),
        bad(BadTargets.HoldingAnyPath::new, "foreignId_isNothingAndHarmsNothing"),
        bad(things -> new BadTargets.Describing(things, "bytes", 1L), "describe_isFitForAnAudit"),
        bad(
            things -> new BadTargets.Describing(things, "manifest sha256", "ab"),
            "describe_isFitForAnAudit"),
        bad(
            things -> new BadTargets.Describing(things, "manifest", Path.of("a")),
            "describe_isFitForAnAudit"),
        bad(BadTargets.ThrowingAboutWhatIsGone::new, "failed_throwsNothingButIOException"),
        bad(BadTargets.DeletingInPlace::new, "undeletable_isWholeOrGone_andGoesLater"),
        bad(BadTargets.GivingUp::new, "undeletable_isWholeOrGone_andGoesLater"),
        bad(BadTargets.FollowingLinks::new, "linkInside_isNotFollowed"),
        bad(BadTargets.CountingLinks::new, "linkInside_isNotFollowed"),
        bad(BadTargets.BoundToItsMaker::new, "twoAtOnce_deleteAllOnce"),
        bad(BadTargets.FreeingOneAtATime::new, "free_byTwoThreads_freesAll"),
        bad(
            BadTargets.KeepingMedia::new,
            "media_goForThemselves",
            "media_again_isASuccess_andAllMayFollow",
            "media_afterACrash_areRemovedByAnother"),
        bad(
            BadTargets.MakingItYoung::new,
            "media_goForThemselves",
            "media_again_isASuccess_andAllMayFollow",
            "media_afterACrash_areRemovedByAnother"),
        bad(
            BadTargets.TakingAllForMedia::new,
            "media_goForThemselves",
            "media_again_isASuccess_andAllMayFollow",
            "media_afterACrash_areRemovedByAnother",
            "media_ofWhatHasNone_leaveItWhole"),
        bad(
            BadTargets.MissingMedia::new,
            "media_again_isASuccess_andAllMayFollow",
            "media_afterACrash_areRemovedByAnother",
            "media_ofWhatHasNone_leaveItWhole"),
        bad(BadTargets.TakingMediaOfAll::new, "media_leaveTheOthersAsTheyAre"));
  }

  private static Arguments bad(Function<Things, RetentionTarget> target, String... tests) {
    String name = target.apply(new Things(Path.of("."))).getClass().getSimpleName();
    return arguments(name, target, List.of(tests));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTargets")
  void badTarget_failsWhereItIsWrong(
      String name, Function<Things, RetentionTarget> target, List<String> tests) {
    EngineExecutionResults results = run(target);

    assertThat(failed(results))
        .as(() -> failures(results))
        .containsExactlyInAnyOrderElementsOf(tests);
  }

  @Test
  void everyTest_failsForSomeBadTarget() {
    Set<String> proved =
        badTargets()
            .flatMap(row -> ((List<?>) row.get()[2]).stream())
            .map(String::valueOf)
            .collect(Collectors.toSet());

    assertThat(proved).containsExactlyInAnyOrderElementsOf(tests().toList());
  }

  private static Stream<String> tests() {
    return Arrays.stream(RetentionTargetContract.class.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName);
  }
}
