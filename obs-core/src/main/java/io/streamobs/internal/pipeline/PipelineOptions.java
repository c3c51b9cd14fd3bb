package io.streamobs.internal.pipeline;

import io.streamobs.internal.config.Checks;
import java.util.Set;

/**
 * What a pipeline is built with.
 *
 * @param name for its thread
 * @param capacity records that may wait; rounded up to a power of two
 * @param textChars where texts are cut
 * @param secretWords more words that make a field's name a secret's
 */
public record PipelineOptions(String name, int capacity, int textChars, Set<String> secretWords) {

  public static final int DEFAULT_CAPACITY = 8_192;
  public static final int DEFAULT_TEXT_CHARS = 16_384;

  public PipelineOptions {
    Checks.range("obs.queue.capacity", capacity, 64, 1 << 20);
    Checks.range("obs.text.chars", textChars, 256, 1 << 20);
    capacity = Integer.highestOneBit(capacity - 1) << 1;
    secretWords = Set.copyOf(secretWords);
  }

  public static PipelineOptions ofDefaults(String name) {
    return new PipelineOptions(name, DEFAULT_CAPACITY, DEFAULT_TEXT_CHARS, Set.of());
  }
}
