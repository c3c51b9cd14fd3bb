package io.streamobs.assets.internal.bundle;

import io.streamobs.spi.home.SafeNames;
import io.streamobs.spi.home.StagingPaths;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the bundle of a run lies in a home, and what lies where in it.
 *
 * @param path the bundle's folder; nothing is made by naming it
 */
public record RunFolder(Path path) {

  private static final String RUNS = "runs";
  private static final String PIPELINE_LOG = "99_pipeline_";
  private static final String JOURNAL = "journal-";
  private static final String JSONL = ".jsonl";
  private static final String REPAIR = JOURNAL + "repair";
  private static final String PURGE = REPAIR + "-purged";
  private static final Pattern OF_A_STAGE =
      Pattern.compile("manifest\\.json|stage(\\.\\d+)?\\.log");
  private static final String STAGED_CONTENT = ".content";
  private static final Pattern OWNED = Pattern.compile("\\.staging-[^-]+-(.+)\\.content");
  private static final int LOCK_FILES = 64;

  public static RunFolder of(Path home, String streamId, String runId) {
    return new RunFolder(
        home.resolve(RUNS).resolve(SafeNames.of(streamId)).resolve(SafeNames.of(runId)));
  }

  /** The run's manifest. */
  public Path manifest() {
    return path.resolve("manifest.json");
  }

  /**
   * A journal of an instance.
   *
   * @param n which of the instance's, from 1
   */
  public Path journal(String instanceId, int n) {
    return path.resolve(JOURNAL + SafeNames.of(instanceId) + (n == 1 ? "" : "." + n) + JSONL);
  }

  /**
   * A journal of what was found when instances were gone.
   *
   * @param n which one, from 1
   */
  public Path repairJournal(int n) {
    return path.resolve(REPAIR + (n == 1 ? "" : "." + n) + JSONL);
  }

  /**
   * A journal of what was deleted on purpose.
   *
   * @param n which one, from 1
   */
  public Path purgeJournal(int n) {
    return path.resolve(PURGE + (n == 1 ? "" : "." + n) + JSONL);
  }

  /**
   * Whether a file below, by its place and name, is what a stage read or wrote, and not what the
   * bundle says of it.
   */
  public boolean isContent(Path below) {
    Path inside = path.relativize(below).normalize();
    return isContent(
        String.valueOf(inside.getName(0)),
        inside.getNameCount(),
        String.valueOf(inside.getFileName()));
  }

  /**
   * The same for who walks through a bundle.
   *
   * @param top the name below the bundle's folder
   * @param depth how many names there are, with the file's
   */
  public static boolean isContent(String top, int depth, String fileName) {
    boolean ofAFragment = depth == 5 && top.equals("fragments");
    return ofAFragment || (depth == 3 && top.equals("stages") && !isOfAStage(fileName));
  }

  /** A path to write a content to, before it has its name. */
  public static Path stagedContent(Path folder, String instanceId) {
    return StagingPaths.beside(folder.resolve(SafeNames.of(instanceId) + STAGED_CONTENT));
  }

  /** Whose content has such a name, or empty: it is somebody's or something else's. */
  public static String ownerOfStaged(String fileName) {
    Matcher name = OWNED.matcher(fileName);
    return StagingPaths.isStaging(fileName) && name.matches() ? name.group(1) : "";
  }

  /** Whether the bundle itself may have a file of this name in the folder of a stage. */
  public static boolean isOfAStage(String fileName) {
    return OF_A_STAGE.matcher(fileName).matches();
  }

  /** Where the folders of its stages are. */
  public Path stages() {
    return path.resolve("stages");
  }

  /** Where its fragments are. */
  public Path fragments() {
    return path.resolve("fragments");
  }

  /** A fragment's folder; a thousand of them are in one around it. */
  public Path fragment(long seq) {
    return fragments().resolve(digits(3, seq / 1_000)).resolve(digits(6, seq));
  }

  /** A number of so many digits at least, the same in every locale. */
  static String digits(int least, long number) {
    return String.format(Locale.ROOT, "%0" + least + "d", number);
  }

  /** The index of the fragments in a journal. */
  public Path fragmentIndex(String journal) {
    return fragments().resolve("index-" + journal.substring(JOURNAL.length()));
  }

  /** Whether a file of this name is an index of fragments. */
  public static boolean isFragmentIndex(String fileName) {
    return fileName.startsWith("index-") && fileName.endsWith(JSONL);
  }

  /** Whether a journal of this name is one of the instance's. */
  public static boolean isJournalOf(String instanceId, String fileName) {
    return isJournal(fileName) && fileName.startsWith(JOURNAL + SafeNames.of(instanceId) + ".");
  }

  /**
   * The orchestration log of an instance.
   *
   * @param utc when the instance began it, as it stands in the name
   * @param n which of the instance's, from 1
   */
  public Path pipelineLog(String utc, String instanceId, int n) {
    String name = PIPELINE_LOG + utc + "_" + SafeNames.of(instanceId) + (n == 1 ? "" : "." + n);
    return path.resolve("logs").resolve(name + ".log");
  }

  /** Whether a file of this name is an orchestration log of the instance's. */
  public static boolean isPipelineLogOf(String instanceId, String fileName) {
    int at = fileName.indexOf('_', PIPELINE_LOG.length());
    return fileName.startsWith(PIPELINE_LOG)
        && fileName.startsWith(SafeNames.of(instanceId) + ".", at + 1);
  }

  /**
   * The file by which one at a time does something in the bundle. It is shared with other runs, for
   * a home not to keep one for each run that there ever was.
   */
  public Path lock(Path home, String what) {
    String names =
        Objects.requireNonNull(path.getParent()).getFileName() + "/" + path.getFileName();
    int share = names.hashCode() & (LOCK_FILES - 1); // specified, and the same in every process
    return home.resolve("locks").resolve(String.format(Locale.ROOT, "%s-%02x.lock", what, share));
  }

  /** A path below as it stands in manifests: relative, with slashes. */
  public String relative(Path below) {
    return path.relativize(below).toString().replace('\\', '/');
  }

  /**
   * Names of journals: first what was found later, for it says what is not so any more; then by
   * instance and by number, and an instance's id begins with the time.
   */
  public static final Comparator<String> JOURNAL_ORDER =
      Comparator.comparing((String journal) -> !journal.startsWith(REPAIR))
          .thenComparing(RunFolder::instance)
          .thenComparingInt(RunFolder::number);

  private static String instance(String journal) {
    String stem = stem(journal);
    return number(journal) == 1 ? stem : stem.substring(0, stem.lastIndexOf('.'));
  }

  private static int number(String journal) {
    String stem = stem(journal);
    String behindDot = stem.substring(stem.lastIndexOf('.') + 1);
    return behindDot.matches("[2-9]|[1-9]\\d{1,5}") ? Integer.parseInt(behindDot) : 1;
  }

  private static String stem(String journal) {
    return journal.substring(0, journal.length() - JSONL.length());
  }

  /** Whether a journal of this name was written when instances were gone, and is none of theirs. */
  public static boolean isOfNoInstance(String journal) {
    return (journal.startsWith(REPAIR + ".") || isOfPurge(journal)) && isJournal(journal);
  }

  /** Whether a journal of this name says what was deleted on purpose. */
  public static boolean isOfPurge(String journal) {
    return journal.startsWith(PURGE + ".");
  }

  /**
   * Whether the instance of a journal of this name is one of these: a name may end in a number that
   * is the journal's, or the instance's own.
   */
  public static boolean isOfOneOf(Predicate<String> safeNames, String journal) {
    return safeNames.test(instance(journal).substring(JOURNAL.length()))
        || safeNames.test(stem(journal).substring(JOURNAL.length()));
  }

  /** Whether a file of this name is a journal. */
  public static boolean isJournal(String fileName) {
    return fileName.startsWith(JOURNAL) && fileName.endsWith(JSONL);
  }
}
