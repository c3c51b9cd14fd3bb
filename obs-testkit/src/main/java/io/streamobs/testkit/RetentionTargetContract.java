package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.RetentionRefusedException;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import io.streamobs.spi.home.TwoThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link RetentionTarget} must do, as a suite of JUnit 5. It deletes as a purge does,
 * step by step, is killed between the steps, and looks at what is left.
 *
 * <pre>{@code
 * class UploadsTest extends RetentionTargetContract {
 *   @TempDir Path home;
 *
 *   @Override
 *   protected RetentionTarget newTarget() {
 *     return new Uploads(home);
 *   }
 *
 *   @Override
 *   protected RetentionItem make(int number, Instant newest) throws IOException {
 *     Path file = Files.write(home.resolve("upload-" + number), new byte[100 * number]);
 *     Files.setLastModifiedTime(file, FileTime.from(newest));
 *     return RetentionItem.of("upload-" + number, 100L * number, newest);
 *   }
 * }
 * }</pre>
 *
 * <p>Who can do more gives more: {@link #makeInUse}, {@link #makeWithMedia}, {@link
 * #makeUndeletable}, {@link #plantLink}, {@link #folder}. Without them those tests are skipped, or
 * look less closely. Each test begins with a home that has nothing of the kind.
 *
 * <p>Threads: as JUnit runs it. A test that hangs fails after 60 seconds.
 */
@Timeout(60)
public abstract class RetentionTargetContract {

  private static final Instant FIRST_DAY = Instant.parse("2026-01-01T12:00:00Z");
  private static final RetentionPart ALL = RetentionPart.ALL;
  private static final RetentionPart MEDIA = RetentionPart.MEDIA;
  private static final String NAME = "[a-zA-Z0-9_]+";
  private static final String WELL_FORMED = "[a-z][a-z0-9]*(_[a-z0-9]+)*";
  private static final int OUTSIDE_BYTES = 1 << 20;

  /** What the audit says of each deletion by itself. */
  private static final Set<String> TAKEN =
      Set.of(
          "ts",
          "action",
          "actor",
          "reason",
          "purge",
          "kind",
          "id",
          "part",
          "rule",
          "bytes",
          "newest",
          "owner",
          "streamId",
          "files",
          "cause",
          "resumed");

  private int purges;

  /** For subclasses. */
  protected RetentionTargetContract() {}

  /**
   * A target of the test's home. Called several times in a test: each is what another process, or
   * the next one after a crash, would have.
   */
  protected abstract RetentionTarget newTarget() throws Exception;

  /**
   * Stores something that nobody uses and that has no media.
   *
   * @param number from 1, which says what it is called: after the first one was deleted, that
   *     number makes one of the same id. Different numbers should have different sizes
   * @param newest when it changed last; whole seconds
   * @return what a listing has to say of it
   */
  protected abstract RetentionItem make(int number, Instant newest) throws Exception;

  /** The same with media that can go for themselves. Default: aborts the test. */
  protected RetentionItem makeWithMedia(int number, Instant newest) throws Exception {
    return Assumptions.abort("makeWithMedia() is not given");
  }

  /**
   * Stores something that is in use, as by a live process, until the test ends.
   *
   * @return of which only the id counts. Default: aborts the test
   */
  protected RetentionItem makeInUse() throws Exception {
    return Assumptions.abort("makeInUse() is not given");
  }

  /** Has the disk refuse to delete something. Default: aborts the test. */
  protected void makeUndeletable(RetentionItem item) throws Exception {
    Assumptions.abort("makeUndeletable() is not given");
  }

  /** Ends what {@link #makeUndeletable} began. */
  protected void makeDeletable(RetentionItem item) throws Exception {
    throw new UnsupportedOperationException("give makeDeletable() with makeUndeletable()");
  }

  /** Puts a symbolic link to a folder inside something. Default: aborts the test. */
  protected void plantLink(RetentionItem item, Path outside) throws Exception {
    Assumptions.abort("plantLink() is not given");
  }

  /** Where everything lies that the target reads and writes. Default: null, not on files. */
  protected @Nullable Path folder() {
    return null;
  }

  /** By how much bytes may differ from what was made. Default: not at all. */
  protected long byteTolerance() {
    return 0;
  }

  /** By how much times may differ from what was made. Default: not at all. */
  protected Duration timeTolerance() {
    return Duration.ZERO;
  }

  private TargetDriver target() throws Exception {
    return new TargetDriver(newTarget());
  }

  private RetentionItem made(int number) throws Exception {
    return make(number, FIRST_DAY.plus(Duration.ofDays(number)));
  }

  private RetentionItem madeWithMedia(int number) throws Exception {
    return makeWithMedia(number, FIRST_DAY.plus(Duration.ofDays(number)));
  }

  private List<RetentionItem> made(int from, int to) throws Exception {
    List<RetentionItem> made = new ArrayList<>();
    for (int number = from; number <= to; number++) {
      made.add(made(number));
    }
    return made;
  }

  // As a purge makes them.
  private String purge() {
    return String.format("%016x", 0xABCDEF0000000000L + ++purges);
  }

  private TreeSnapshot files() {
    Path folder = folder();
    return folder == null ? new TreeSnapshot(Map.of(), 0) : TreeSnapshot.of(folder);
  }

  // On files, where the target says where.
  private void assertSpaceIsBack(TreeSnapshot before, long bytes) {
    long most = Math.max(0, before.bytes() - bytes) + byteTolerance();
    assertThat(files().bytes()).as("bytes on the disk afterwards").isLessThanOrEqualTo(most);
  }

  private static void assertFreed(Freed freed) {
    assertThat(freed.files()).as("files that remove() and free() freed").isPositive();
    assertThat(freed.bytes()).as("bytes that remove() and free() freed").isPositive();
  }

  @Test
  public void kind_isWellFormedAndConstant() throws Exception {
    RetentionTarget target = newTarget();
    String kind = target.kind();
    made(1);
    target.items();

    assertThat(kind).as("kind()").matches(WELL_FORMED);
    assertThat(target.kind()).as("kind() later").isEqualTo(kind);
    assertThat(newTarget().kind()).as("kind() of another target").isEqualTo(kind);
  }

  @Test
  public void items_ofAnEmptyHome_areNone() throws Exception {
    TreeSnapshot before = files();

    assertThat(target().items()).as("items()").isEmpty();
    assertThat(files()).as("the files").isEqualTo(before);
  }

  @Test
  public void items_areAsTheyWereMade() throws Exception {
    List<RetentionItem> made = made(1, 3);
    TargetDriver target = target();

    assertThat(target.items()).as("items()").hasSize(3);
    for (RetentionItem item : made) {
      target.assertAsMade(item, byteTolerance(), timeTolerance());
    }
  }

  @Test
  public void items_areStableBetweenListings() throws Exception {
    made(1, 3);
    TargetDriver target = target();
    List<RetentionItem> first = target.items();

    assertThat(target.items()).as("items() again").containsExactlyInAnyOrderElementsOf(first);
    assertThat(target().items())
        .as("items() of another target")
        .containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  public void items_changeNothing() throws Exception {
    made(1, 3);
    TreeSnapshot before = files();
    TargetDriver target = target();
    for (RetentionItem item : target.items()) {
      target.target().holds(item.id());
      target.target().failed(item);
      target.target().describe(item);
    }

    assertThat(files()).as("the files").isEqualTo(before);
  }

  @Test
  public void holds_whatIsListed() throws Exception {
    List<RetentionItem> made = made(1, 2);
    RetentionTarget target = newTarget();

    assertThat(made).as("what holds()").allMatch(item -> holds(target, item.id()));
    assertThat(target.holds(made.get(0).id() + "-not")).as("holds() of what is not").isFalse();
  }

  private static boolean holds(RetentionTarget target, String id) {
    try {
      return target.holds(id);
    } catch (IOException e) {
      throw new AssertionError("holds(\"" + id + "\") threw", e);
    }
  }

  @Test
  public void ofRun_thatNeverWas_isNothing() throws Exception {
    made(1, 3);

    assertThat(newTarget().ofRun("no-such-stream", "no-such-run")).as("ofRun()").isEmpty();
  }

  @Test
  public void inUse_isListedWithTheReason() throws Exception {
    RetentionItem used = makeInUse();

    assertThat(target().listed(used).kept()).as("why %s is kept", used.id()).isNotBlank();
  }

  @Test
  public void inUse_isRefusedAndStaysWhole() throws Exception {
    RetentionItem used = makeInUse();
    TargetDriver target = target();
    RetentionItem listed = target.listed(used);
    for (RetentionItem each : List.of(listed, listed.kept(null))) {
      assertRefused(target, each, ALL);
      if (listed.mediaBytes() > 0) {
        assertRefused(target, each, MEDIA);
      }
    }

    assertThat(target().listed(used).bytes())
        .as("its bytes")
        .isGreaterThanOrEqualTo(listed.bytes());
  }

  private void assertRefused(TargetDriver target, RetentionItem item, RetentionPart part) {
    assertThatThrownBy(() -> target.remove(item, part, purge()))
        .as("remove(%s, %s)", item, part)
        .isInstanceOf(RetentionRefusedException.class);
  }

  @Test
  public void inUse_isFreedByNobody() throws Exception {
    RetentionItem used = makeInUse();
    TargetDriver target = target();
    RetentionItem listed = target.listed(used);

    assertThat(target.free(listed, ALL, purge())).as("freed").isEqualTo(Freed.NOTHING);
    assertThat(target.listed(used).bytes()).as("its bytes").isGreaterThanOrEqualTo(listed.bytes());
  }

  @Test
  public void remove_takesItOutOfSight() throws Exception {
    RetentionItem made = made(1);
    TargetDriver target = target();
    target.remove(target.listed(made), ALL, purge());

    target.assertGone(made);
    target().assertGone(made);
  }

  @Test
  public void removeAndFree_giveTheSpaceBack_andSayHowMuch() throws Exception {
    RetentionItem made = made(1);
    TargetDriver target = target();
    TreeSnapshot before = files();
    Freed freed = target.purge(target.listed(made), ALL, purge());

    target.assertGone(made);
    assertFreed(freed);
    assertSpaceIsBack(before, made.bytes());
  }

  @Test
  public void remove_leavesTheOthersAsTheyAre() throws Exception {
    List<RetentionItem> made = made(1, 4);
    TargetDriver target = target();
    List<RetentionItem> others = target.others(made.get(1));
    target.remove(target.listed(made.get(1)), ALL, purge());

    assertThat(target.items()).as("items()").containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  public void free_leavesTheOthersAsTheyAre() throws Exception {
    List<RetentionItem> made = made(1, 4);
    TargetDriver target = target();
    List<RetentionItem> others = target.others(made.get(1));
    target.purge(target.listed(made.get(1)), ALL, purge());

    assertThat(target.items()).as("items()").containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  public void remove_forTheSamePurgeAgain_isASuccess() throws Exception {
    RetentionItem made = made(1);
    TargetDriver target = target();
    RetentionItem listed = target.listed(made);
    String purge = purge();
    target.remove(listed, ALL, purge);
    target.remove(listed, ALL, purge);
    target.free(listed, ALL, purge);
    target.remove(listed, ALL, purge);

    target.assertGone(made);
  }

  @Test
  public void remove_ofWhatIsGone_isASuccess() throws Exception {
    RetentionItem made = made(1);
    TargetDriver target = target();
    RetentionItem listed = target.listed(made);
    target.purge(listed, ALL, purge());
    Freed freed = target.purge(listed, ALL, purge());

    assertThat(freed).as("freed of what is gone").isEqualTo(Freed.NOTHING);
    target.assertGone(made);
  }

  @Test
  public void remove_inAHomeThatIsEmptied_isASuccess() throws Exception {
    RetentionItem listed = target().listed(made(1));
    Path folder = folder();
    if (folder == null) {
      Assumptions.abort("folder() is not given");
      return;
    }
    TemporaryHome.delete(folder);
    Files.createDirectories(folder);
    TargetDriver target = target();

    assertThat(target.purge(listed, ALL, purge())).as("freed").isEqualTo(Freed.NOTHING);
    target.assertGone(listed);
  }

  @Test
  public void free_again_freesNothing() throws Exception {
    TargetDriver target = target();
    RetentionItem listed = target.listed(made(1));
    String purge = purge();
    target.purge(listed, ALL, purge);

    assertThat(target.free(listed, ALL, purge)).as("freed again").isEqualTo(Freed.NOTHING);
    assertThat(target().free(listed, ALL, purge))
        .as("freed again by another target")
        .isEqualTo(Freed.NOTHING);
  }

  // Whoever finds an intention without a result asks so whether anything was removed.
  @Test
  public void free_ofWhatWasNotRemoved_leavesItWhole() throws Exception {
    TargetDriver target = target();
    RetentionItem listed = target.listed(made(1));

    assertThat(target.free(listed, ALL, purge())).as("freed").isEqualTo(Freed.NOTHING);
    target.assertWhole(listed);
  }

  @Test
  public void crash_betweenRemoveAndFree_isFinishedByAnother() throws Exception {
    List<RetentionItem> made = made(1, 2);
    TargetDriver killed = target();
    TreeSnapshot before = files();
    RetentionItem listed = killed.listed(made.get(0));
    String purge = purge();
    Freed removed = killed.remove(listed, ALL, purge);
    TargetDriver next = target();
    next.assertGone(listed);
    Freed freed = next.free(listed, ALL, purge);

    assertFreed(removed.plus(freed));
    assertSpaceIsBack(before, made.get(0).bytes());
    next.assertAsMade(made.get(1), byteTolerance(), timeTolerance());
  }

  @Test
  public void free_late_leavesWhatWasMadeAgain() throws Exception {
    TargetDriver target = target();
    String purge = purge();
    RetentionItem listed = target.listed(made(1));
    target.remove(listed, ALL, purge);
    RetentionItem again = target.listed(made(1));
    target.free(listed, ALL, purge);
    target.assertWhole(again);
    target().free(listed, ALL, purge);

    target().assertWhole(again);
  }

  @Test
  public void foreignId_isNothingAndHarmsNothing() throws Exception {
    List<RetentionItem> made = made(1, 2);
    TargetDriver target = target();
    List<RetentionItem> before = target.items();
    String one = made.get(0).id();
    String other = made.get(1).id();
    // None that leads out of the home: a target that follows it deletes it.
    for (String id : List.of("", ".", "../" + one, "./" + one, one + "/", one + "/../" + other)) {
      assertHarmless(target, RetentionItem.of(id, 1, FIRST_DAY));
      assertThat(target.items())
          .as("items() after remove() and free() of \"%s\"", id)
          .containsExactlyInAnyOrderElementsOf(before);
    }
  }

  private void assertHarmless(TargetDriver target, RetentionItem foreign) {
    String purge = purge();
    boolean held = false;
    try {
      held = target.target().holds(foreign.id());
      target.free(foreign, ALL, purge);
      target.purge(foreign, ALL, purge);
    } catch (IOException itSaysSo) {
      assertThat(itSaysSo).isNotInstanceOf(RetentionRefusedException.class);
    }
    assertThat(held).as("holds(\"%s\")", foreign.id()).isFalse();
  }

  @Test
  public void describe_isFitForAnAudit() throws Exception {
    TargetDriver target = target();
    RetentionItem listed = target.listed(made(1));
    assertDescription(target.target().describe(listed));
    target.purge(listed, ALL, purge());
    try {
      assertDescription(target.target().describe(listed));
    } catch (IOException itIsGone) {
      return;
    }
  }

  private static void assertDescription(Map<String, Object> description) {
    for (Map.Entry<String, Object> field : description.entrySet()) {
      String name = field.getKey();
      assertThat(name).as("a name of describe()").matches(NAME).isNotIn(TAKEN);
      assertThat(field.getValue())
          .as("%s of describe()", name)
          .isInstanceOfAny(String.class, Long.class, Integer.class, Boolean.class);
    }
  }

  @Test
  public void failed_throwsNothingButIOException() throws Exception {
    TargetDriver target = target();
    RetentionItem listed = target.listed(made(1));
    target.target().failed(listed);
    target.purge(listed, ALL, purge());
    for (RetentionItem item : List.of(listed, RetentionItem.of("never was", 1, FIRST_DAY))) {
      try {
        target.target().failed(item);
      } catch (IOException itSaysSo) {
        assertThat(itSaysSo).as("failed() of what is not there").isNotNull();
      }
    }
  }

  @Test
  public void undeletable_isWholeOrGone_andGoesLater() throws Exception {
    List<RetentionItem> made = made(1, 2);
    TargetDriver target = target();
    RetentionItem listed = target.listed(made.get(0));
    List<RetentionItem> others = target.others(listed);
    String purge = purge();
    makeUndeletable(listed);
    try {
      assertThatThrownBy(() -> target.purge(listed, ALL, purge))
          .as("purge of what cannot be deleted")
          .isInstanceOf(IOException.class);
      assertWholeOrGone(listed);
    } finally {
      makeDeletable(listed);
    }
    TargetDriver next = target();
    next.purge(listed, ALL, purge);
    next.assertGone(listed);
    assertThat(next.items()).as("items()").containsExactlyInAnyOrderElementsOf(others);
  }

  private void assertWholeOrGone(RetentionItem listed) throws Exception {
    TargetDriver next = target();
    if (next.others(listed).size() == next.items().size()) {
      next.assertGone(listed);
    } else {
      next.assertWhole(listed);
    }
  }

  @Test
  public void linkInside_isNotFollowed() throws Exception {
    Path outside = TemporaryHome.create();
    try {
      Files.write(outside.resolve("file"), new byte[OUTSIDE_BYTES]);
      TreeSnapshot before = TreeSnapshot.of(outside);
      RetentionItem made = made(1);
      plantLink(made, outside);
      TargetDriver target = target();
      RetentionItem listed = target.listed(made);
      target.purge(listed, ALL, purge());

      assertThat(TreeSnapshot.of(outside)).as("the files outside").isEqualTo(before);
      assertThat(listed.bytes()).as("its bytes").isLessThan(made.bytes() + OUTSIDE_BYTES);
      target.assertGone(made);
    } finally {
      TemporaryHome.delete(outside);
    }
  }

  @Test
  public void twoAtOnce_deleteAllOnce() throws Exception {
    List<RetentionItem> made = made(1, 12);
    TwoPurges both = new TwoPurges(target(), target(), made);

    assertThat(both.run()).as("what was thrown, but for IOException").isEmpty();
    TargetDriver next = target();
    for (RetentionItem left : next.items()) { // where one held the other up
      next.purge(left, ALL, purge());
    }
    assertThat(next.items()).as("items()").isEmpty();
  }

  @Test
  public void free_byTwoThreads_freesAll() throws Exception {
    List<RetentionItem> made = made(1, 24);
    TargetDriver target = target();
    List<String> purges = new ArrayList<>();
    for (RetentionItem each : made) {
      String purge = purge();
      purges.add(purge);
      target.remove(each, ALL, purge);
    }
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    TwoThreads.each(
        made.size(),
        n -> {
          try {
            target.free(made.get(n), ALL, purges.get(n));
          } catch (Throwable e) {
            thrown.add(e);
          }
        });
    target.target().force();

    assertThat(thrown).as("what was thrown").isEmpty();
    assertThat(target().items()).as("items()").isEmpty();
    for (int n = 0; n < made.size(); n++) {
      Freed again = target().free(made.get(n), ALL, purges.get(n));
      assertThat(again.bytes()).as("bytes that were left of %s", made.get(n)).isZero();
    }
  }

  @Test
  public void media_goForThemselves() throws Exception {
    RetentionItem made = madeWithMedia(1);
    TargetDriver target = target();
    target.assertAsMade(made, byteTolerance(), timeTolerance());
    RetentionItem before = target.listed(made);
    TreeSnapshot files = files();
    Freed freed = target.purge(before, MEDIA, purge());

    assertWithoutMedia(before, target().listed(made));
    assertFreed(freed);
    assertSpaceIsBack(files, made.mediaBytes());
  }

  private static void assertWithoutMedia(RetentionItem before, RetentionItem after) {
    assertThat(after.mediaBytes()).as("mediaBytes").isZero();
    assertThat(after.bytes()).as("bytes").isPositive().isLessThan(before.bytes());
    assertThat(after.newest()).as("newest, by which it ages").isEqualTo(before.newest());
    assertThat(after.streamId()).as("streamId").isEqualTo(before.streamId());
    assertThat(after.kept()).as("kept").isEqualTo(before.kept());
  }

  @Test
  public void media_again_isASuccess_andAllMayFollow() throws Exception {
    TargetDriver target = target();
    RetentionItem before = target.listed(madeWithMedia(1));
    String purge = purge();
    target.purge(before, MEDIA, purge);
    target.purge(before, MEDIA, purge);
    target.purge(before, MEDIA, purge());
    assertWithoutMedia(before, target.listed(before));
    target.purge(target.listed(before), ALL, purge());

    target.assertGone(before);
  }

  @Test
  public void media_afterACrash_areRemovedByAnother() throws Exception {
    RetentionItem made = madeWithMedia(1);
    TargetDriver killed = target();
    RetentionItem before = killed.listed(made);
    TreeSnapshot files = files();
    String purge = purge();
    killed.remove(before, MEDIA, purge);
    TargetDriver next = target();
    next.purge(before, MEDIA, purge);

    assertWithoutMedia(before, next.listed(made));
    assertSpaceIsBack(files, made.mediaBytes());
  }

  @Test
  public void media_leaveTheOthersAsTheyAre() throws Exception {
    RetentionItem one = madeWithMedia(1);
    madeWithMedia(2);
    made(3);
    TargetDriver target = target();
    List<RetentionItem> others = target.others(one);
    target.purge(target.listed(one), MEDIA, purge());

    assertThat(target.others(one)).as("the others").containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  public void media_ofWhatHasNone_leaveItWhole() throws Exception {
    TargetDriver target = target();
    RetentionItem before = target.listed(made(1));
    target.purge(before, MEDIA, purge());

    target.assertWhole(before);
  }
}
