package io.streamobs.testkit;

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a log.
 *
 * @param record where, or null where it is about the log as a whole
 * @param what one line for a person
 */
record Finding(@Nullable RecordView record, String what) {

  static Finding of(RecordView record, String what) {
    return new Finding(record, what);
  }

  static Finding ofLog(String what) {
    return new Finding(null, what);
  }

  @Override
  public String toString() {
    return record == null ? what : record.place() + ": " + what;
  }
}
