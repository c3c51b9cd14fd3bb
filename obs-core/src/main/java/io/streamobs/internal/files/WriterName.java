package io.streamobs.internal.files;

import io.streamobs.spi.home.SafeNames;
import java.util.regex.Pattern;

/**
 * The part of the files' names that is one sink's alone: the instance as it stands in the records,
 * to be found there, and {@code .2} and so on for the process's further sinks.
 *
 * <p>Its form is narrow, because files are deleted by it: what somebody else calls a report of an
 * incident must not look like a log.
 */
final class WriterName {

  private static final String INSTANCE = "\\d{8}T\\d{6}Z-\\d{1,19}-[0-9a-f]{8}";
  private static final Pattern INSTANCE_ID = Pattern.compile(INSTANCE);
  private static final String FURTHER = "(?:\\.(?:[2-9]|[1-9]\\d{1,8}))?";

  // No id of ours begins with this sign, and nobody's report of an incident.
  private static final String ESCAPED = "=";

  /** What is one, for the pattern of a whole name: no group, and no underscore. */
  static final String FORM =
      "(?:" + INSTANCE + FURTHER + "|" + ESCAPED + "(?:[a-z0-9.~-]|%[0-9A-F]{0,2})+)";

  private WriterName() {}

  /**
   * @param n which of the process's sinks it is, from 1
   */
  static String of(String instanceId, int n) {
    String plain =
        INSTANCE_ID.matcher(instanceId).matches()
            ? instanceId
            : ESCAPED + SafeNames.of(instanceId).replace("_", "%5F");
    return n == 1 ? plain : plain + "." + n;
  }
}
