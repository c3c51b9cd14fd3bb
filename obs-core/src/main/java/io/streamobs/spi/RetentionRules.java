package io.streamobs.spi;

import io.streamobs.internal.config.Checks;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policies for one kind of stored things.
 *
 * @param policy for all together; null where only single streams have one
 * @param streams for single streams. Ages and {@code keepLast} of such a policy stand instead of
 *     those of {@code policy}; its bytes and count bound what there is of the stream, and those of
 *     {@code policy} bound all streams together
 */
public record RetentionRules(
    @Nullable RetentionPolicy policy, Map<String, RetentionPolicy> streams) {

  /**
   * @throws io.streamobs.ConfigurationException when there is no policy at all
   */
  public RetentionRules {
    streams = Map.copyOf(streams);
    if (policy == null && streams.isEmpty()) {
      throw Checks.bad("retention rules", "empty", "give a policy");
    }
  }

  /** The same for all streams. */
  public static RetentionRules of(RetentionPolicy policy) {
    return new RetentionRules(policy, Map.of());
  }

  /** Whose ages hold for what is of the stream. */
  @Nullable RetentionPolicy ages(@Nullable String streamId) {
    RetentionPolicy own = streamId == null ? null : streams.get(streamId);
    return own != null ? own : policy;
  }
}
