package io.streamobs.retention;

import java.time.Instant;

/**
 * Keeps a run from being deleted.
 *
 * @param reason why, for a person
 * @param actor who pinned it
 * @param until when it ends to hold
 */
public record Pin(String streamId, String runId, String reason, String actor, Instant until) {}
