/** Whether the benchmarks run and compare like with like; no time is looked at. */
@org.jspecify.annotations.NullMarked
package io.streamobs.benchmarks;
