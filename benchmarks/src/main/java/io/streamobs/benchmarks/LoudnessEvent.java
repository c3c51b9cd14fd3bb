package io.streamobs.benchmarks;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What the line says, as an event of the flight recorder. */
@Name("io.streamobs.benchmarks.Loudness")
@StackTrace(false)
final class LoudnessEvent extends Event {
  @Nullable String streamId;
  @Nullable String fragmentId;
  @Nullable String stage;
  double loudness;
  double gain;
  double peak;
  int samples;
  boolean clip;
}
