package io.streamobs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stable code for one kind of failure, with what to tell a user and what to tell an operator.
 *
 * <p>Once published a code keeps its meaning. Applications define their own with their own prefix:
 *
 * <pre>{@code
 * static final ErrorCode SILENT_SOURCE =
 *     ErrorCode.of("DUB-MEDIA-001", "The stream is silent.", "Source sends no audio; check the encoder.");
 * }</pre>
 *
 * @param code {@code PREFIX-DOMAIN-ID}, such as {@code OBS-CONF-001}
 * @param userMessage short, action-oriented, free of secrets
 * @param operatorMessage the likely subsystem and the next step of a diagnosis
 */
public record ErrorCode(String code, String userMessage, String operatorMessage) {

  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{1,9}-[A-Z]{2,10}-[0-9]{3}");

  /**
   * @throws ConfigurationException when {@code code} is not of the form {@code PREFIX-DOMAIN-ID}
   */
  public ErrorCode {
    if (!isValid(code)) {
      throw new ConfigurationException(
          ObsErrors.BAD_ERROR_CODE,
          "error code",
          code,
          "write PREFIX-DOMAIN-ID in capitals with three digits, such as DUB-MEDIA-001");
    }
  }

  /** The same as the constructor, to be read aloud at a call site. */
  public static ErrorCode of(String code, String userMessage, String operatorMessage) {
    return new ErrorCode(code, userMessage, operatorMessage);
  }

  /** Whether {@code text} has the form of a code. */
  public static boolean isValid(@Nullable String text) {
    return text != null && text.length() <= 32 && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return code;
  }
}
