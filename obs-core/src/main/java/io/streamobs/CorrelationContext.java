package io.streamobs;

import io.streamobs.event.RecordField;
import io.streamobs.internal.ContextAccess;
import io.streamobs.internal.FragmentKey;
import io.streamobs.internal.Identity;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers that tie a record to its stream, run, process, fragment and stage. Immutable; may
 * be handed to any thread. Every record made inside a scope carries the scope's context.
 */
public final class CorrelationContext {

  /** What {@link #streamId()} and {@link #runId()} say where no run is in scope. */
  public static final String NONE = "-";

  static {
    ContextAccess.provide(new Access());
  }

  private final Identity identity;
  private final @Nullable FragmentKey fragment;
  private final @Nullable String stage;
  private final long span;

  CorrelationContext(
      Identity identity, @Nullable FragmentKey fragment, @Nullable String stage, long span) {
    this.identity = identity;
    this.fragment = fragment;
    this.stage = stage;
    this.span = span;
  }

  /**
   * The context of the innermost open scope on this thread, or that of the process where none is
   * open. Never null, never throws.
   */
  public static CorrelationContext current() {
    Scope scope = Current.scope();
    return scope == null ? ObsProcess.context() : scope.context();
  }

  /** The logical service, such as {@code live-dub}. */
  public String service() {
    return identity.service();
  }

  /** The part of the service, such as {@code worker}. */
  public String component() {
    return identity.component();
  }

  /** The stream, or {@value #NONE}. */
  public String streamId() {
    return identity.streamId();
  }

  /** One session of the stream, or {@value #NONE}; survives restarts of a worker. */
  public String runId() {
    return identity.runId();
  }

  /** This process. */
  public String instanceId() {
    return identity.instanceId();
  }

  /** The work that this belongs to: opaque, never replaced by a child. */
  public String correlationId() {
    return identity.correlationId();
  }

  /** The execution of the application that this process is part of. */
  public String sessionId() {
    return identity.sessionId();
  }

  /** The trace of a tracing system that the work came with, or null. */
  public @Nullable String traceId() {
    return identity.traceId();
  }

  /** The fragment's sequence number, or empty outside a fragment. */
  public OptionalLong fragmentSeq() {
    return fragment == null ? OptionalLong.empty() : OptionalLong.of(fragment.seq());
  }

  boolean isInFragment() {
    return fragment != null;
  }

  /** The fragment's name, or null where it has none. */
  public @Nullable String fragmentId() {
    return fragment == null ? null : fragment.id();
  }

  /** The batch that the fragment belongs to, or empty. */
  public OptionalLong batchNumber() {
    return fragment == null || fragment.batch() < 0
        ? OptionalLong.empty()
        : OptionalLong.of(fragment.batch());
  }

  /** The stage, or null outside a stage. */
  public @Nullable String stage() {
    return stage;
  }

  /** The stage's span as 16 hexadecimal digits, or null outside a stage. */
  public @Nullable String spanId() {
    return span == 0 ? null : Identity.hex(span);
  }

  /**
   * Hands every field that has a value to {@code visitor}, under its canonical name. For bridges to
   * other systems, such as a logging library's own context map.
   */
  public void forEach(BiConsumer<RecordField, String> visitor) {
    visitor.accept(RecordField.SERVICE, service());
    visitor.accept(RecordField.COMPONENT, component());
    visitor.accept(RecordField.STREAM_ID, streamId());
    visitor.accept(RecordField.RUN_ID, runId());
    visitor.accept(RecordField.INSTANCE_ID, instanceId());
    visitor.accept(RecordField.CORRELATION_ID, correlationId());
    visitor.accept(RecordField.SESSION_ID, sessionId());
    visitPresent(visitor, RecordField.TRACE_ID, traceId());
    if (fragment != null) {
      visitor.accept(RecordField.FRAGMENT_SEQ, Long.toString(fragment.seq()));
      visitPresent(visitor, RecordField.FRAGMENT_ID, fragment.id());
    }
    batchNumber().ifPresent(n -> visitor.accept(RecordField.BATCH_NUMBER, Long.toString(n)));
    visitPresent(visitor, RecordField.STAGE, stage);
    visitPresent(visitor, RecordField.SPAN_ID, spanId());
  }

  private static void visitPresent(
      BiConsumer<RecordField, String> visitor, RecordField field, @Nullable String value) {
    if (value != null) {
      visitor.accept(field, value);
    }
  }

  Identity identity() {
    return identity;
  }

  CorrelationContext ofFragment(FragmentKey key) {
    return new CorrelationContext(identity, key, null, 0);
  }

  CorrelationContext ofStage(String name, long spanId) {
    return new CorrelationContext(identity, fragment, name, spanId);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(96);
    text.append("streamId=").append(streamId()).append(" runId=").append(runId());
    if (fragment != null) {
      text.append(" fragmentSeq=").append(fragment.seq());
    }
    if (stage != null) {
      text.append(" stage=").append(stage);
    }
    return text.append(" correlation_id=").append(correlationId()).toString();
  }

  private static final class Access extends ContextAccess {
    @Override
    public Identity identity(CorrelationContext context) {
      return context.identity;
    }

    @Override
    public @Nullable FragmentKey fragment(CorrelationContext context) {
      return context.fragment;
    }

    @Override
    public long span(CorrelationContext context) {
      return context.span;
    }
  }
}
