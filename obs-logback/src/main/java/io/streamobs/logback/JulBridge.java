package io.streamobs.logback;

import java.util.logging.LogRecord;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The bridge from {@code java.util.logging}, which formats a line on the caller's thread. JUL's own
 * handlers catch what a broken argument throws then; so does this one.
 */
final class JulBridge extends SLF4JBridgeHandler {

  @Override
  public void publish(LogRecord record) {
    try {
      super.publish(record);
    } catch (Throwable thrown) { // the host's own object must not harm the host's own call
      publishUnformatted(record, thrown);
    }
  }

  // At WARN whatever its level was: somebody should look at that argument.
  private void publishUnformatted(LogRecord record, Throwable thrown) {
    try {
      getSLF4JLogger(record)
          .atWarn()
          .addKeyValue("capture_error", thrown.getClass().getName())
          .log(record.getMessage());
    } catch (Throwable again) { // such as a stack that has no room left
      return;
    }
  }
}
