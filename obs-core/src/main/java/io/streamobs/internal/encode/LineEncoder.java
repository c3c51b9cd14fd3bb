package io.streamobs.internal.encode;

import io.streamobs.ErrorCode;
import io.streamobs.FieldNaming;
import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.Rule;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders records as JSON lines: redacted, bounded, with unique names. One for each naming of
 * fields.
 *
 * <p>Threads: the pipeline's only. Failure: {@link #encode} gives a valid line for any record whose
 * description throws; what was complete stays, and {@code details.encoding_error} names the rest.
 */
public final class LineEncoder implements RecordWriter {

  private static final int USUAL_BYTES = 1 << 16;
  private static final int MOST_FIELD_BYTES = 1 << 16;
  // What a record may say of itself; the rest of the contract is said for it.
  private static final Set<RecordField> DESCRIBED =
      EnumSet.range(RecordField.OUTCOME, RecordField.THREAD);

  private final Redactor redactor;
  private final FieldNames names;
  private final ValueWriter values;
  private final ContextWriter contexts;
  private final FieldNaming.ErrorNames errorNames;
  private final LineParts parts;
  private final LineHead beginning;
  private final RepeatedField[] repeated = new RepeatedField[RecordField.values().length];
  private final TextBuffer text;
  private final ByteBuilder out = new ByteBuilder(USUAL_BYTES);
  private final ByteBuilder details = new ByteBuilder(1_024);
  private final MessagePatterns patterns = new MessagePatterns();
  private final List<String> cut = new ArrayList<>();
  private final long[] contractLine = new long[RecordField.values().length];

  private @Nullable CapturedRecord record;
  private long line;
  // Where the line was last well formed, and whether that is behind message and context.
  private int complete;
  private boolean headComplete;

  /**
   * @param mostChars where texts are cut
   */
  public LineEncoder(FieldNaming naming, Redactor redactor, int mostChars) {
    this.redactor = redactor;
    this.names = new FieldNames(naming, redactor);
    this.values = new ValueWriter(redactor, mostChars);
    this.text = values.newTextBuffer();
    this.contexts = new ContextWriter(names, values);
    this.errorNames = naming.error();
    this.parts = new LineParts(names);
    this.beginning = new LineHead(parts);
    for (RecordField field : RecordField.values()) {
      repeated[field.ordinal()] = new RepeatedField(names.prefix(field));
    }
  }

  /**
   * Renders the record. The line, ended by a newline, is in {@link #bytes} up to {@link #length}
   * until the next call.
   */
  public void encode(CapturedRecord captured, long seq) {
    start(captured, seq);
    try {
      captured.describe(this);
    } catch (Throwable thrown) { // an Error in the host's object must not cost the record
      recover(thrown);
    }
    finish();
  }

  public byte[] bytes() {
    return out.array();
  }

  public int length() {
    return out.length();
  }

  /** How many texts were cut so far. */
  public long cutTexts() {
    return values.cutTexts();
  }

  private void start(CapturedRecord captured, long seq) {
    line++;
    headComplete = false;
    record = captured;
    out.shrink(MOST_FIELD_BYTES * 4);
    details.shrink(MOST_FIELD_BYTES);
    cut.clear();
    names.startLine();
    beginning.append(out, captured.epochMillis(), captured.level());
    out.number(seq);
    complete = out.length();
  }

  private void raw(RecordField field) {
    out.append(names.prefix(field));
    contractLine[field.ordinal()] = line;
  }

  private boolean has(RecordField field) {
    return contractLine[field.ordinal()] == line;
  }

  private void recover(Throwable thrown) {
    out.truncate(complete);
    if (!headComplete) {
      contractLine[RecordField.EVENT.ordinal()] = -1;
      contractLine[RecordField.MESSAGE.ordinal()] = -1;
    }
    if (!has(RecordField.ERROR_CODE)) {
      put(RecordField.ERROR_CODE, ObsErrors.ENCODING_FAILED.code());
    }
    detail("encoding_error", thrown.getClass().getName());
  }

  private void finish() {
    head();
    if (!cut.isEmpty()) {
      addDetail("cut", List.copyOf(cut));
    }
    if (details.length() > 0) {
      raw(RecordField.DETAILS);
      out.append('{');
      out.append(details.array(), 1, details.length() - 1);
      out.append('}');
    }
    out.append('}');
    out.append('\n');
    record = null;
  }

  // Event and message come first, then the context; each is there whether described or not.
  private void head() {
    if (!has(RecordField.MESSAGE)) {
      text.clear();
      writeMessage();
    }
  }

  @Override
  public void event(String name) {
    if (has(RecordField.EVENT)) {
      detail("event", name);
    } else if (ValueWriter.isSnakeCase(name) && isTheirs(name)) {
      raw(RecordField.EVENT);
      values.known(out, name);
    } else {
      detail("event", name);
    }
  }

  // Whoever reads stage_finished relies on what the library puts into it.
  private boolean isTheirs(String event) {
    return Objects.requireNonNull(record).isEvent() || !LibraryEvent.isOne(event);
  }

  @Override
  public void message(@Nullable CharSequence message) {
    if (has(RecordField.MESSAGE)) {
      detail("message", message);
      return;
    }
    text.clear();
    text.append(message == null ? "null" : message);
    writeMessage();
  }

  @Override
  public void message(@Nullable String pattern, @Nullable Object @Nullable [] arguments) {
    if (pattern == null || arguments == null || arguments.length == 0) {
      message(pattern);
      return;
    }
    if (has(RecordField.MESSAGE)) {
      detail("message", pattern);
      return;
    }
    text.clear();
    try {
      patterns.get(pattern).append(text, arguments);
    } catch (Throwable thrown) { // an argument that passed for immutable and is not
      text.clear();
      text.append(pattern);
      detail("encoding_error", thrown.getClass().getName());
    }
    writeMessage();
  }

  private void writeMessage() {
    if (has(RecordField.EVENT)) {
      raw(RecordField.MESSAGE);
    } else {
      out.append(parts.beforePlainMessage);
      contractLine[RecordField.EVENT.ordinal()] = line;
      contractLine[RecordField.MESSAGE.ordinal()] = line;
    }
    writeText("message");
    contexts.append(out, Objects.requireNonNull(record).context());
    headComplete = true;
    complete = out.length();
  }

  private void writeText(String name) {
    if (values.text(out, text)) {
      cut.add(name);
    }
  }

  @Override
  public void put(RecordField field, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (has(field) || !DESCRIBED.contains(field)) {
      detail(field.json(), value);
      return;
    }
    head();
    contractLine[field.ordinal()] = line;
    if (values.repeated(out, repeated[field.ordinal()], value)) {
      cut.add(field.json());
    }
    complete = out.length();
  }

  @Override
  public void put(RecordField field, long value) {
    if (has(field) || !DESCRIBED.contains(field)) {
      detail(field.json(), value);
      return;
    }
    head();
    raw(field);
    out.number(value);
    complete = out.length();
  }

  @Override
  public void timing(String name, long millis) {
    field(name + "_ms", millis);
  }

  @Override
  public void error(Throwable thrown) {
    if (startError(thrown.getClass().getName(), StackText.message(thrown))) {
      text.clear();
      StackText.append(text, thrown);
      endError();
    }
  }

  @Override
  public void error(String type, @Nullable String message, String stack) {
    if (startError(type, message)) {
      text.clear();
      text.append(stack);
      endError();
    }
  }

  private boolean startError(String type, @Nullable String message) {
    if (has(RecordField.ERROR)) {
      detail("second_error", type);
      return false;
    }
    head();
    raw(RecordField.ERROR);
    out.append('{');
    member(errorNames.type(), type, /* first= */ true);
    member(errorNames.message(), message == null ? "" : message, /* first= */ false);
    out.append(FieldNames.prefix(errorNames.stack()));
    return true;
  }

  private void endError() {
    writeText("error.stack");
    out.append('}');
    complete = out.length();
  }

  private void member(String name, String value, boolean first) {
    byte[] prefix = FieldNames.prefix(name);
    out.append(prefix, first ? 1 : 0, prefix.length - (first ? 1 : 0));
    text.clear();
    text.append(value);
    writeText("error." + name);
  }

  @Override
  public void field(String name, @Nullable Object value) {
    FieldName known = names.get(name);
    RecordField contract = known.contract;
    if (contract == RecordField.DETAILS && value instanceof Map<?, ?> members) {
      members.forEach((key, member) -> detail(String.valueOf(key), member));
    } else if (contract != null && isAcceptable(contract, value)) {
      putFromApplication(contract, value);
    } else if (known.taken
        || known.topLine == line
        || (known.isTiming() && !ValueWriter.isWhole(value))
        || out.length() > MOST_FIELD_BYTES) {
      detail(name, value);
    } else {
      head();
      known.topLine = line;
      out.append(known.prefix);
      writeValue(out, known, name, value);
      complete = out.length();
    }
  }

  private void putFromApplication(RecordField field, @Nullable Object value) {
    if (value instanceof Number number) {
      put(field, number.longValue());
    } else {
      put(field, String.valueOf(value));
    }
  }

  private boolean isAcceptable(RecordField field, @Nullable Object value) {
    if (field.setter() != RecordField.Setter.APPLICATION || has(field)) {
      return false;
    }
    return switch (field) {
      case ATTEMPT, BACKOFF_MS -> ValueWriter.isWhole(value);
      case ERROR_CODE -> value instanceof String code && ErrorCode.isValid(code);
      default -> value instanceof String;
    };
  }

  @Override
  public void detail(String name, @Nullable Object value) {
    if (details.length() > MOST_FIELD_BYTES) {
      if (!cut.contains("details")) {
        cut.add("details");
      }
      return;
    }
    addDetail(name, value);
  }

  private void addDetail(String name, @Nullable Object value) {
    FieldName known = names.get(name);
    for (int n = 2; known.detailLine == line; n++) {
      known = names.get(name + "_" + n);
    }
    known.detailLine = line;
    int complete = details.length();
    try {
      details.append(known.prefix);
      writeValue(details, known, name, value);
    } catch (Throwable thrown) { // an enum constant's own toString, say
      details.truncate(complete);
      throw thrown;
    }
  }

  private void writeValue(
      ByteBuilder target, FieldName known, String name, @Nullable Object value) {
    boolean duration = known.isTiming() && ValueWriter.isWhole(value); // jwt_verify_ms is no secret
    if (known.secret && value != null && !duration) {
      redactor.count(Rule.SECRET_FIELD);
      values.known(target, Rule.SECRET_FIELD.replacement());
    } else if (values.write(target, value, 0)) {
      cut.add(name);
    }
  }
}
