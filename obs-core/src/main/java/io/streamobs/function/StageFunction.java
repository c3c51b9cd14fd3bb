package io.streamobs.function;

import io.streamobs.StageScope;

/**
 * The body of a stage that has a result.
 *
 * @param <T> the result
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface StageFunction<T, X extends Throwable> {
  T apply(StageScope stage) throws X;
}
