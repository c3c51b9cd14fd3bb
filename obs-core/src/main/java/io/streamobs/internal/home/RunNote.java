package io.streamobs.internal.home;

import io.streamobs.spi.home.Owner;

/**
 * What a home remembers of a run that is not finished.
 *
 * @param owner the process that runs it, as {@link Owner} writes itself
 */
public record RunNote(
    String streamId, String runId, String correlationId, String instanceId, String owner) {

  /** A run of this process. */
  public static RunNote of(String streamId, String runId, String correlationId, String instanceId) {
    return new RunNote(streamId, runId, correlationId, instanceId, Owner.THIS.toString());
  }

  /** Whether the process that began it, another than this one, is still there. */
  public boolean isHeldByAnother() {
    Owner holder = Owner.parse(owner);
    return holder != null && !holder.equals(Owner.THIS) && holder.isAlive();
  }
}
