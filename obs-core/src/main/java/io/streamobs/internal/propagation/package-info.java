/** Wrapped executors and futures. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.propagation;
