package io.streamobs.spi;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One kind of stored things that grow old and are deleted: log files, run bundles, sessions. It
 * knows what there is and how to delete one; a {@link RetentionPlan} knows which.
 *
 * <p>To delete takes two steps, so that nothing is ever half there: {@link #remove} takes it out of
 * everybody's sight, {@link #free} gives back its space. Whoever can delete in one step does so in
 * the first. What a crash leaves between the two is freed later, by the purge's id alone.
 *
 * <p>Threads: one at a time, but {@link #free}; never a caller's or the pipeline's. Failure: an
 * {@link IOException} about one item is reported and leaves the others to go on.
 */
public interface RetentionTarget {

  /** What policies, plans and reports call the kind, such as {@code log_file}; constant. */
  String kind();

  /** What there is now, in any order. */
  List<RetentionItem> items() throws IOException;

  /**
   * What there is of a run, for who asks for that run to be deleted. Default: nothing that is of
   * one run alone.
   */
  default List<RetentionItem> ofRun(String streamId, String runId) throws IOException {
    return List.of();
  }

  /** Whether there is one of that id now. */
  boolean holds(String id) throws IOException;

  /**
   * Whether it ended badly, so that a policy may keep it longer. Asked only of what would be
   * deleted; default: no.
   */
  default boolean failed(RetentionItem item) throws IOException {
    return false;
  }

  /**
   * What the audit is to have of it, beside id, stream and bytes: names and whole numbers or texts,
   * such as {@code manifest_sha256}. Default: nothing.
   */
  default Map<String, Object> describe(RetentionItem item) throws IOException {
    return Map.of();
  }

  /**
   * Takes it out of sight, wholly or not at all, and follows no link on the way. Looks once more
   * whether it may go. One that is gone already is a success; so is a second call for the same
   * purge.
   *
   * @param purge an id fit for a file's name
   * @return what it freed already; nothing where {@link #free} does that
   * @throws io.streamobs.RetentionRefusedException when it must not go any more
   */
  Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException;

  /** Makes all that was removed, or freed, outlive a cut of the power. Default: it does already. */
  default void force() throws IOException {}

  /**
   * Gives back the space of what was removed. May be called again, also by another process after a
   * crash. Two threads may be at it, each for another purge.
   *
   * @param id of the item; it may be there again, and is left alone
   * @return what was freed by this call
   * @throws IOException when something of it is left; the rest is gone
   */
  default Freed free(String id, RetentionPart part, String purge) throws IOException {
    return Freed.NOTHING;
  }

  /** What was freed. */
  record Freed(long files, long bytes) {

    /** Nothing that is known of. */
    public static final Freed NOTHING = new Freed(0, 0);

    /** Both together. */
    public Freed plus(Freed other) {
      return new Freed(files + other.files, bytes + other.bytes);
    }
  }
}
