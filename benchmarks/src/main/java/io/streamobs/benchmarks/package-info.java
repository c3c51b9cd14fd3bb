/**
 * What this library costs, beside its peers in the same run. {@link io.streamobs.benchmarks.Main}
 * runs all of it.
 */
@org.jspecify.annotations.NullMarked
package io.streamobs.benchmarks;
