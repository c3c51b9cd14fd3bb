package io.streamobs.cli;

import io.streamobs.ConfigurationException;
import io.streamobs.ErrorCode;
import java.util.regex.Pattern;

/** Something that the user is told in one sentence, with an exit code. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Pattern WITH_CODE =
      Pattern.compile(".*\\[[A-Z]+-[A-Z]+-\\d+]", Pattern.DOTALL);

  private final transient ErrorCode code;
  private final int exitCode;

  private CliException(ErrorCode code, int exitCode, String message) {
    super(message);
    this.code = code;
    this.exitCode = exitCode;
  }

  /** What was looked at is not as it should be. */
  static CliException wrong(ErrorCode code, String message) {
    return new CliException(code, 1, message);
  }

  /** The user asked for something that there is not, or in a way that is not understood. */
  static CliException badInput(ErrorCode code, String message) {
    return new CliException(code, 2, message);
  }

  /** A setting or a file of settings cannot be used. */
  static CliException badInput(ConfigurationException cause) {
    String begin = cause.code() + ": ";
    String message = String.valueOf(cause.getMessage());
    return badInput(
        cause.code(), message.startsWith(begin) ? message.substring(begin.length()) : message);
  }

  /** What was asked for could not be done. */
  static CliException cannot(ErrorCode code, String message) {
    return new CliException(code, 3, message);
  }

  int exitCode() {
    return exitCode;
  }

  /** For people: what happened, and its code; or that of the cause, where the message has one. */
  String sentence() {
    String message = String.valueOf(getMessage());
    return WITH_CODE.matcher(message).matches() ? message : message + " [" + code + "]";
  }
}
