package io.streamobs.internal.home;

import java.time.Instant;
import java.util.Optional;

/**
 * What a home remembers of a run that is not finished.
 *
 * @param owner the process that runs it: its number and when it started, because numbers come again
 */
public record RunNote(
    String streamId, String runId, String correlationId, String instanceId, String owner) {

  private static final String THIS_PROCESS = owner(ProcessHandle.current());

  /** A run of this process. */
  public static RunNote of(String streamId, String runId, String correlationId, String instanceId) {
    return new RunNote(streamId, runId, correlationId, instanceId, THIS_PROCESS);
  }

  /** Whether the process that began it, another than this one, is still there. */
  public boolean isHeldByAnother() {
    int end = owner.indexOf(' ');
    if (end < 0 || owner.equals(THIS_PROCESS)) {
      return false;
    }
    try {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner, 0, end, 10));
      return process.isPresent() && owner(process.get()).equals(owner);
    } catch (NumberFormatException e) { // somebody edited the file
      return false;
    }
  }

  private static String owner(ProcessHandle process) {
    return process.pid()
        + " "
        + process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
