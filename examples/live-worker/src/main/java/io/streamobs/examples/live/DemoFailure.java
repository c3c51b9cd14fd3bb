package io.streamobs.examples.live;

import io.streamobs.ErrorCode;

/** Ends the program early. The message is for a person: what happened, to what, what to do next. */
final class DemoFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;

  DemoFailure(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  DemoFailure(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  ErrorCode code() {
    return code;
  }
}
