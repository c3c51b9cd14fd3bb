/** The logs of runs: that of the orchestration, and one for each stage. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.logs;
