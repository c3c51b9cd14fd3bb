package io.streamobs.internal.home;

/** What a home remembers of a run that is not finished. */
public record RunNote(String streamId, String runId, String correlationId, String instanceId) {}
