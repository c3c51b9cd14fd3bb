package io.streamobs.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something stored, as its {@link RetentionTarget} found it.
 *
 * @param id what it is called in plans and reports; unique within its target
 * @param bytes the space that it takes
 * @param newest the time of what is newest in it; its age counts from there
 * @param inUse why it must not be deleted, such as {@code written by a live process}; null where it
 *     may be. It counts as usage either way
 */
public record RetentionItem(String id, long bytes, Instant newest, @Nullable String inUse) {

  /** Whether it may be deleted. */
  public boolean eligible() {
    return inUse == null;
  }
}
