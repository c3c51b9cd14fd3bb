package io.streamobs.internal.encode;

import io.streamobs.event.RecordField;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder knows of a field's name, looked up once for each name and not for each record.
 */
final class FieldName {

  /** {@code ,"name":} */
  final byte[] prefix;

  /** The contract field of this name, or null. */
  final @Nullable RecordField contract;

  /**
   * Whether an output uses this name for a contract field, so that no application's may have it.
   */
  final boolean taken;

  final boolean secret;

  /** The last line that has it at the top level, and under details. */
  long topLine = -1;

  long detailLine = -1;

  FieldName(byte[] prefix, @Nullable RecordField contract, boolean taken, boolean secret) {
    this.prefix = prefix;
    this.contract = contract;
    this.taken = taken;
    this.secret = secret;
  }

  boolean isTiming() {
    int n = prefix.length; // … _ms":
    return n > 7 && prefix[n - 5] == '_' && prefix[n - 4] == 'm' && prefix[n - 3] == 's';
  }
}
