package io.streamobs;

import org.jspecify.annotations.Nullable;

/**
 * A setting that cannot be used. Thrown while a thing is configured, never by a run-time call. The
 * message names the error code, the key, the value and the remedy.
 */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  private final transient ErrorCode code;
  private final String key;

  /**
   * @param code which kind of mistake it is
   * @param key the setting, as the user wrote it
   * @param value what it was set to; cut to 80 characters in the message
   * @param remedy what to do next, as an order
   */
  public ConfigurationException(ErrorCode code, String key, @Nullable Object value, String remedy) {
    super(code + ": " + key + " is " + quoted(value) + ", which cannot be used: " + remedy);
    this.code = code;
    this.key = key;
  }

  /** The code, as in the message. */
  public ErrorCode code() {
    return code;
  }

  /** The setting that is to be corrected. */
  public String key() {
    return key;
  }

  private static String quoted(@Nullable Object value) {
    if (value == null) {
      return "not set";
    }
    String text = value.toString();
    return '"' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + '"';
  }
}
