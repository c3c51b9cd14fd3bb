package io.streamobs.internal.encode;

import io.streamobs.CorrelationContext;
import io.streamobs.event.RecordField;
import io.streamobs.internal.ContextAccess;
import io.streamobs.internal.FragmentKey;
import io.streamobs.internal.Identity;
import org.jspecify.annotations.Nullable;

/** Writes the correlation fields. What is the same for a whole run is rendered once. */
final class ContextWriter {

  private final ContextAccess access = ContextAccess.get();
  private final FieldNames names;
  private final ValueWriter values;

  ContextWriter(FieldNames names, ValueWriter values) {
    this.names = names;
    this.values = values;
  }

  void append(ByteBuilder out, CorrelationContext context) {
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
    text(out, RecordField.STAGE, context.stage());
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
