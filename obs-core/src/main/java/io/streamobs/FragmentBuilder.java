package io.streamobs;

import io.streamobs.Misuse.Kind;
import io.streamobs.internal.FragmentKey;
import io.streamobs.internal.config.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens a fragment. Made by {@link RunScope#fragment}; used once. */
public final class FragmentBuilder {

  private final RunScope run;
  private final long seq;
  private @Nullable String id;
  private long batch = -1;
  private long mediaStartMs = -1;
  private long mediaEndMs = -1;

  FragmentBuilder(RunScope run, long seq) {
    this.run = run;
    if (seq < 0) {
      run.core.misuse(Kind.BAD_ARGUMENT, run.context(), "a fragment's number was negative");
    }
    this.seq = Math.max(0, seq);
  }

  /** The fragment's name, where it has one beside its number. */
  public FragmentBuilder id(String fragmentId) {
    id = run.core.name(fragmentId, "unnamed", run.context());
    return this;
  }

  /** The batch that it belongs to; 0 or above. */
  public FragmentBuilder batch(long number) {
    batch = number;
    return this;
  }

  /** Where it lies in its media, where that is known. */
  public FragmentBuilder media(Duration start, Duration end) {
    mediaStartMs = Durations.millisIfKnown(start);
    mediaEndMs = Durations.millisIfKnown(end);
    return this;
  }

  /** Opens the fragment and makes it current on this thread. */
  public FragmentScope open() {
    return new FragmentScope(run, new FragmentKey(seq, id, batch, mediaStartMs, mediaEndMs));
  }
}
