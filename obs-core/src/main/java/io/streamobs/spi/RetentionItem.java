package io.streamobs.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something stored, as its {@link RetentionTarget} found it.
 *
 * @param id what it is called in plans and reports; unique within its target
 * @param streamId the stream that it is of; null where it is of none, or of several
 * @param bytes the space that it takes
 * @param mediaBytes how much of that can go for itself, and leaves the rest of use
 * @param newest the time of what is newest in it; its age counts from there
 * @param kept why it must not be deleted, such as {@code written by a live process}; null where it
 *     may be. It counts as usage either way
 */
public record RetentionItem(
    String id,
    @Nullable String streamId,
    long bytes,
    long mediaBytes,
    Instant newest,
    @Nullable String kept) {

  /** One of no stream, without media, which may be deleted. */
  public static RetentionItem of(String id, long bytes, Instant newest) {
    return new RetentionItem(id, null, bytes, 0, newest, null);
  }

  /** The same, of a stream. */
  public RetentionItem ofStream(@Nullable String stream) {
    return new RetentionItem(id, stream, bytes, mediaBytes, newest, kept);
  }

  /** The same, with so many bytes that can go for themselves. */
  public RetentionItem withMedia(long ofThese) {
    return new RetentionItem(id, streamId, bytes, ofThese, newest, kept);
  }

  /** The same, which must not be deleted; or may be, where the reason is null. */
  public RetentionItem kept(@Nullable String why) {
    return new RetentionItem(id, streamId, bytes, mediaBytes, newest, why);
  }
}
