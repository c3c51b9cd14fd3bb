package io.streamobs.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The part of a context that is the same for every record of one piece of work. One object for each
 * work, so that an encoder renders it once and finds its bytes again by identity.
 */
public final class Identity {

  private final String service;
  private final String component;
  private final String streamId;
  private final String runId;
  private final String instanceId;
  private final String correlationId;
  private final String sessionId;
  private final @Nullable String traceId;

  // Written by encoder threads only. A lost update costs one more rendering, never a wrong one:
  // the nodes are immutable and name their owner.
  private @Nullable Rendered rendered;

  private static final class Rendered {
    final Object owner;
    final byte[] bytes;
    final @Nullable Rendered older;

    Rendered(Object owner, byte[] bytes, @Nullable Rendered older) {
      this.owner = owner;
      this.bytes = bytes;
      this.older = older;
    }
  }

  private Identity(
      String service,
      String component,
      String streamId,
      String runId,
      String instanceId,
      String correlationId,
      String sessionId,
      @Nullable String traceId) {
    this.service = service;
    this.component = component;
    this.streamId = streamId;
    this.runId = runId;
    this.instanceId = instanceId;
    this.correlationId = correlationId;
    this.sessionId = sessionId;
    this.traceId = traceId;
  }

  /** The identity of a process outside any work. */
  public static Identity ofProcess(
      String service, String component, String instanceId, String sessionId, String correlation) {
    return new Identity(
        service, component, "-", "-", instanceId, correlation, sessionId, /* traceId= */ null);
  }

  /** The same process under the names that an {@code Obs} gives it. */
  public Identity named(String newService, String newComponent) {
    return new Identity(
        newService, newComponent, streamId, runId, instanceId, correlationId, sessionId, traceId);
  }

  /** A piece of work with its own correlation id. */
  public Identity ofWork(String correlation, @Nullable String trace) {
    return new Identity(
        service, component, streamId, runId, instanceId, correlation, sessionId, trace);
  }

  /** A run of a stream. */
  public Identity ofRun(String stream, String run, String correlation, @Nullable String trace) {
    return new Identity(service, component, stream, run, instanceId, correlation, sessionId, trace);
  }

  public String service() {
    return service;
  }

  public String component() {
    return component;
  }

  public String streamId() {
    return streamId;
  }

  public String runId() {
    return runId;
  }

  public String instanceId() {
    return instanceId;
  }

  public String correlationId() {
    return correlationId;
  }

  public String sessionId() {
    return sessionId;
  }

  public @Nullable String traceId() {
    return traceId;
  }

  /** What {@code owner} rendered of this before, or null. */
  public byte @Nullable [] rendered(Object owner) {
    for (Rendered node = rendered; node != null; node = node.older) {
      if (node.owner == owner) {
        return node.bytes;
      }
    }
    return null;
  }

  /** Keeps what {@code owner} rendered, beside at most one other owner's rendering. */
  public void rendered(Object owner, byte[] bytes) {
    Rendered newest = rendered;
    Rendered older = newest == null ? null : new Rendered(newest.owner, newest.bytes, null);
    rendered = new Rendered(owner, bytes, older);
  }

  /**
   * A long id as a shorter one that no other long id has: its beginning and a hash of the whole.
   */
  public static String shortened(String id, int most) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_16BE));
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
    int kept = Math.min(id.length(), most) - 34;
    return id.substring(0, kept) + "…~" + HexFormat.of().formatHex(digest, 0, 16);
  }

  /** A span as 16 hexadecimal digits. */
  public static String hex(long span) {
    return HexFormat.of().toHexDigits(span);
  }
}
