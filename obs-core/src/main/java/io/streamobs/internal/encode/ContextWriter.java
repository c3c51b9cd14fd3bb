package io.streamobs.internal.encode;

import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import io.streamobs.internal.ContextAccess;
import io.streamobs.internal.FragmentKey;
import io.streamobs.internal.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Writes the correlation fields. What is the same for a whole run is rendered once, and a context
 * that comes again soon, as that of a stage which logs does, is copied.
 */
final class ContextWriter {

  // Of as many threads that log in turn.
  private static final int KEPT = 8;
  private static final int MOST_KEPT_BYTES = 4_096;

  private final ContextAccess access = ContextAccess.get();
  private final FieldNames names;
  private final ValueWriter values;
  private final @Nullable CorrelationContext[] contexts = new CorrelationContext[KEPT];
  private final ByteBuilder[] kept = new ByteBuilder[KEPT];
  private final RepeatedField stages;
  private int next;

  ContextWriter(FieldNames names, ValueWriter values) {
    this.names = names;
    this.values = values;
    this.stages = new RepeatedField(names.prefix(RecordField.STAGE));
    for (int slot = 0; slot < KEPT; slot++) {
      kept[slot] = new ByteBuilder(512);
    }
  }

  void append(ByteBuilder out, CorrelationContext context) {
    for (int slot = 0; slot < KEPT; slot++) {
      if (contexts[slot] == context) {
        out.append(kept[slot].array(), 0, kept[slot].length());
        return;
      }
    }
    int start = out.length();
    render(out, context);
    keep(context, out, start);
  }

  private void keep(CorrelationContext context, ByteBuilder out, int start) {
    int length = out.length() - start;
    if (length <= MOST_KEPT_BYTES) {
      contexts[next] = context;
      kept[next].truncate(0);
      kept[next].append(out.array(), start, length);
      next = (next + 1) % KEPT;
    }
  }

  private void render(ByteBuilder out, CorrelationContext context) {
    Identity identity = access.identity(context);
    byte[] rendered = identity.rendered(this);
    if (rendered == null) {
      rendered = render(out, identity);
      identity.rendered(this, rendered);
    }
    out.append(rendered);
    FragmentKey fragment = access.fragment(context);
    if (fragment != null) {
      appendFragment(out, fragment);
    }
    String stage = context.stage();
    if (stage != null) {
      values.repeated(out, stages, stage);
    }
    long span = access.span(context);
    if (span != 0) {
      out.append(names.prefix(RecordField.SPAN_ID));
      out.append('"');
      out.hex(span);
      out.append('"');
    }
  }

  private byte[] render(ByteBuilder out, Identity identity) {
    int start = out.length();
    text(out, RecordField.SERVICE, identity.service());
    text(out, RecordField.COMPONENT, identity.component());
    text(out, RecordField.STREAM_ID, identity.streamId());
    text(out, RecordField.RUN_ID, identity.runId());
    text(out, RecordField.INSTANCE_ID, identity.instanceId());
    text(out, RecordField.CORRELATION_ID, identity.correlationId());
    text(out, RecordField.SESSION_ID, identity.sessionId());
    text(out, RecordField.TRACE_ID, identity.traceId());
    byte[] rendered = out.copyFrom(start);
    out.truncate(start);
    return rendered;
  }

  private void appendFragment(ByteBuilder out, FragmentKey fragment) {
    out.append(names.prefix(RecordField.FRAGMENT_SEQ));
    out.number(fragment.seq());
    text(out, RecordField.FRAGMENT_ID, fragment.id());
    if (fragment.batch() >= 0) {
      out.append(names.prefix(RecordField.BATCH_NUMBER));
      out.number(fragment.batch());
    }
  }

  private void text(ByteBuilder out, RecordField field, @Nullable String value) {
    if (value != null) {
      out.append(names.prefix(field));
      values.redacted(out, value);
    }
  }
}
