package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import java.io.IOException;

/** Gives the space back at once, where that can be done wholly or not at all. */
final class OneStepTarget extends FolderTarget {

  OneStepTarget(Things things) {
    super(things);
  }

  @Override
  public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    super.remove(item, part, purge);
    return super.free(item.id(), part, purge);
  }

  @Override
  public Freed free(String id, RetentionPart part, String purge) {
    return Freed.NOTHING;
  }
}
