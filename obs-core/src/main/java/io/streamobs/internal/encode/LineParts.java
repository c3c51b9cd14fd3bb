package io.streamobs.internal.encode;

import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.Level;

/** What lines have alike between what they have not, rendered once: one copy for each. */
final class LineParts {

  final byte[] beforeTime;

  /** Before the message of a line that names no event. */
  final byte[] beforePlainMessage;

  private final byte[][] betweenTimeAndSeq = new byte[Level.values().length][];

  LineParts(FieldNames names) {
    String time = text(names, RecordField.TS).substring(1); // no comma before the first name
    String level = text(names, RecordField.LEVEL);
    String seq = text(names, RecordField.SEQ);
    beforeTime = bytes("{" + time + '"');
    for (Level each : Level.values()) {
      betweenTimeAndSeq[each.ordinal()] = bytes('"' + level + '"' + each + '"' + seq);
    }
    String event = text(names, RecordField.EVENT) + '"' + LibraryEvent.LOG_MESSAGE + '"';
    beforePlainMessage = bytes(event + text(names, RecordField.MESSAGE));
  }

  byte[] betweenTimeAndSeq(Level level) {
    return betweenTimeAndSeq[level.ordinal()];
  }

  private static String text(FieldNames names, RecordField field) {
    return new String(names.prefix(field), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
