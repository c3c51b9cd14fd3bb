package io.streamobs.spi;

import java.io.IOException;
import java.util.List;

/**
 * One kind of stored things that grow old and are deleted: log files, run bundles, sessions. It
 * knows what there is and how to delete one; a {@link RetentionPlan} knows which.
 *
 * <p>Threads: one at a time, never a caller's or the pipeline's. Failure: an {@link IOException}
 * about one item is reported and leaves the others to go on.
 */
public interface RetentionTarget {

  /** What plans and reports call the kind, such as {@code log_file}; constant. */
  String kind();

  /** What there is now, in any order. */
  List<RetentionItem> items() throws IOException;

  /**
   * Deletes one, wholly or not at all, and follows no link on the way. One that is gone already is
   * a success.
   */
  void delete(RetentionItem item) throws IOException;
}
