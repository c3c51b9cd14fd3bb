package io.streamobs.function;

import io.streamobs.StageScope;

/**
 * The body of a stage that has no result.
 *
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface StageAction<X extends Throwable> {
  void accept(StageScope stage) throws X;
}
