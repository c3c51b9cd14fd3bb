package io.streamobs;

import io.streamobs.internal.Identity;
import io.streamobs.internal.config.Checks;
import org.jspecify.annotations.Nullable;

/** Opens a piece of work. Made by {@link Obs#work}; used once. */
public final class WorkBuilder {

  private final Core core;
  private final String name;
  private @Nullable String correlationId;
  private @Nullable String traceId;

  WorkBuilder(Core core, String name) {
    this.core = core;
    this.name = core.name(name, "work", core.context);
  }

  /**
   * The id that the work already has, such as a request's header. Used if it has 1 to 128 letters,
   * digits, dots, colons, dashes or underscores; else, or where it is null, a new one is made.
   */
  public WorkBuilder correlationId(@Nullable String fromOutside) {
    correlationId = Checks.isOutsideId(fromOutside) ? fromOutside : null;
    return this;
  }

  /** The trace that the work came with; validated alike. */
  public WorkBuilder traceId(@Nullable String fromOutside) {
    traceId = Checks.isOutsideId(fromOutside) ? fromOutside : null;
    return this;
  }

  /** Begins the work and makes it current on this thread. */
  public WorkScope open() {
    String id = correlationId != null ? correlationId : core.newCorrelationId();
    Identity identity = core.context.identity().ofWork(id, traceId);
    return new WorkScope(core, new CorrelationContext(identity, null, null, 0), name);
  }
}
