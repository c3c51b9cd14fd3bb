package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.streamobs.spi.RecordSink;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The suite itself: it passes what is right, and fails what is wrong where it should. */
@Timeout(120)
class RecordSinkContractTest {

  private static final ThreadLocal<Function<MemoryMedium, RecordSink>> UNDER_TEST =
      new ThreadLocal<>();

  /** The suite, run on whatever is under test. */
  static class OfMemory extends RecordSinkContract {
    private final MemoryMedium medium = new MemoryMedium();

    @Override
    protected RecordSink newSink() {
      return UNDER_TEST.get().apply(medium);
    }

    @Override
    protected byte[] written() {
      return medium.bytes();
    }

    @Override
    protected void failMedium() {
      medium.room(50);
    }

    @Override
    protected void healMedium() {
      medium.room(Integer.MAX_VALUE);
    }
  }

  /** The same for those who cannot break their medium. */
  static class WithoutFailures extends RecordSinkContract {
    private final MemoryMedium medium = new MemoryMedium();

    @Override
    protected RecordSink newSink() {
      return new MemorySink(medium);
    }

    @Override
    protected byte[] written() {
      return medium.bytes();
    }
  }

  private static EngineExecutionResults run(Class<?> suite) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(suite)).execute();
  }

  private static EngineExecutionResults run(Function<MemoryMedium, RecordSink> sink) {
    UNDER_TEST.set(sink);
    try {
      return run(OfMemory.class);
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
        .map(RecordSinkContractTest::failure)
        .collect(Collectors.joining("\n"));
  }

  private static String failure(Event event) {
    Throwable thrown =
        event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    return event.getTestDescriptor().getDisplayName() + ": " + thrown;
  }

  static Stream<Arguments> goodSinks() {
    return Stream.of(
        good("memory", MemorySink::new),
        good("nibbling", GoodSinks.Nibbling::new),
        good("retracting", GoodSinks.Retracting::new),
        good("buffering", GoodSinks.Buffering::new));
  }

  private static Arguments good(String name, Function<MemoryMedium, RecordSink> sink) {
    return arguments(name, sink);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goodSinks")
  void goodSink_passes(String name, Function<MemoryMedium, RecordSink> sink) {
    EngineExecutionResults results = run(sink);

    assertThat(failed(results)).as(() -> failures(results)).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isGreaterThan(25);
    assertThat(results.testEvents().aborted().count()).isZero();
  }

  @Test
  void mediumThatCannotFail_skipsTheTestsOfFailures() {
    EngineExecutionResults results = run(WithoutFailures.class);

    assertThat(failed(results)).as(() -> failures(results)).isEmpty();
    assertThat(results.testEvents().aborted().stream())
        .hasSizeGreaterThan(3)
        .allMatch(event -> event.getTestDescriptor().getDisplayName().contains("ailure"));
  }

  static Stream<Arguments> badSinks() {
    return Stream.of(
        bad(BadSinks.Renaming::new, "name_isConstant"),
        bad(BadSinks.TruncatingAtOpen::new, "open_onAnOpenSink_keepsWhatWasWritten"),
        bad(BadSinks.HeapOnly::new, "write_fromADirectBuffer_takesItsLines"),
        bad(BadSinks.HeapOnly::new, "write_fromAReadOnlyBuffer_takesItsLines"),
        bad(BadSinks.DirectOnly::new, "write_fromAHeapBuffer_takesItsLines"),
        bad(BadSinks.ForgettingTheOffset::new, "write_fromAPartOfABuffer_takesThatPartOnly"),
        bad(BadSinks.WritingPastTheLimit::new, "write_fromAPartOfABuffer_takesThatPartOnly"),
        bad(BadSinks.RewritingTheBuffer::new, "write_leavesTheBufferAsItWas"),
        bad(BadSinks.KeepingTheBuffer::new, "write_keepsNoReferenceToTheBuffer"),
        bad(BadSinks.SayingMoreThanItWrote::new, "position_saysWhatIsOnTheMedium"),
        bad(BadSinks.SayingLessThanItWrote::new, "position_saysWhatIsOnTheMedium"),
        bad(BadSinks.Refusing::new, "write_oneLine_takesIt"),
        bad(BadSinks.RefusingLargePieces::new, "write_ofOneMiB_takesAll"),
        bad(BadSinks.RefusingLargePieces::new, "write_ofALineOfOneMiB_takesAll"),
        bad(BadSinks.AsciiOnly::new, "write_fromADirectBuffer_takesItsLines"),
        bad(BadSinks.DecodingItsPortions::new, "write_of64KiB_takesAll"),
        bad(BadSinks.Reordering::new, "write_ofManyPieces_keepsTheirOrder"),
        bad(BadSinks.BlindToItsOwnHalves::new, "write_of64KiB_takesAll"),
        bad(BadSinks.NotFlushing::new, "flush_makesLinesVisible"),
        bad(BadSinks.FlushingAgainWhatItFlushed::new, "flush_withNothingNew_changesNothing"),
        bad(BadSinks.LyingAboutRetraction::new, "failure_losesNoByteAndWritesNoneTwice"),
        bad(BadSinks.DenyingRetraction::new, "failure_losesNoByteAndWritesNoneTwice"),
        bad(BadSinks.SwallowingFailures::new, "failure_losesNoByteAndWritesNoneTwice"),
        bad(BadSinks.NeverHealing::new, "failure_twice_isOvercomeTwice"),
        bad(BadSinks.NeverHealing::new, "failure_atTheFirstWrite_isOvercome"),
        bad(
            BadSinks.ForgettingWhatItTookBeforeAFailure::new,
            "failure_losesNoByteAndWritesNoneTwice"),
        bad(
            BadSinks.ForgettingWhatItTookBeforeAFailure::new,
            "pipeline_throughAFailure_losesNothing"),
        bad(BadSinks.UnableToCloseUnopened::new, "close_ofASinkThatWasNeverOpened_doesNotThrow"),
        bad(BadSinks.ClearingAtClose::new, "close_keepsWhatWasWritten"),
        bad(BadSinks.ClearingAtExit::new, "exiting_changesNothing_andMoreLinesMayCome"),
        bad(BadSinks.ClearingAtClose::new, "failure_thenClose_keepsWhatWasWritten"),
        bad(BadSinks.ThrowingFilter::new, "accepts_neitherThrowsNorDescribes"),
        bad(BadSinks.DescribingFilter::new, "accepts_neitherThrowsNorDescribes"),
        bad(BadSinks.KeepingRecords::new, "accepts_doesNotKeepTheRecord"),
        bad(BadSinks.FickleFilter::new, "accepts_whileAnotherThreadWrites_disturbsNothing"),
        bad(BadSinks.LosingItsHundredthPiece::new, "write_ofManyPieces_keepsTheirOrder"),
        bad(BadSinks.BoundToItsFirstThread::new, "pipeline_everyEventArrivesOnceAndInOrder"));
  }

  private static Arguments bad(Function<MemoryMedium, RecordSink> sink, String test) {
    return arguments(sink.apply(new MemoryMedium()).getClass().getSimpleName(), sink, test);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("badSinks")
  void badSink_failsWhereItIsWrong(
      String name, Function<MemoryMedium, RecordSink> sink, String test) {
    UNDER_TEST.set(sink);
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(OfMemory.class, test))
            .execute();
    UNDER_TEST.remove();

    assertThat(failed(results)).containsExactly(test);
  }

  @Test
  void everyTest_failsForSomeBadSink() {
    Set<String> proved = badSinks().map(row -> (String) row.get()[2]).collect(Collectors.toSet());
    Set<String> all =
        Stream.of(RecordSinkContract.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .collect(Collectors.toSet());

    assertThat(proved).containsExactlyInAnyOrderElementsOf(all);
  }
}
