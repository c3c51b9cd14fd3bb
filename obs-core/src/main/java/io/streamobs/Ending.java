package io.streamobs;

import org.jspecify.annotations.Nullable;

/**
 * What a scope was told, as its last record takes it along. The scope itself keeps nothing of it:
 * the record of its start may wait for longer, and the pipeline remembers it while its end is lost.
 *
 * @param weight see {@link io.streamobs.spi.CapturedRecord#weight()}
 */
record Ending(@Nullable Verdict said, @Nullable Extras told, int weight) {

  /**
   * Of most scopes, and of all starts. An object, for its class to be there before it is needed.
   */
  static final Ending NOTHING = new Ending(null, null, 0);
}
