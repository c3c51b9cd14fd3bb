package io.streamobs.testkit;

import java.util.Arrays;

/**
 * The history of a test that failed, as a part of its stack trace: the one place that a developer
 * sees in a build's console, in its reports and in an IDE alike. Nobody throws it.
 */
final class CapturedHistory extends Throwable {

  private static final long serialVersionUID = 1L;

  private CapturedHistory(String history) {
    super(
        "what was recorded until then\n" + history,
        null,
        /* enableSuppression= */ false,
        /* writableStackTrace= */ false);
  }

  /** Adds the history, unless the failure tells it already or is none. */
  static void addTo(Throwable thrown, RecordedLog log) {
    if (isAborted(thrown) || tellsHistory(thrown)) {
      return;
    }
    String history;
    try {
      history = log.history();
    } catch (Throwable unreadable) { // the test's own failure is what matters
      history = "[unreadable: " + unreadable + "]";
    }
    thrown.addSuppressed(new CapturedHistory(history));
  }

  // An assumption that does not hold skips the test. By name: its library comes with JUnit.
  private static boolean isAborted(Throwable thrown) {
    return thrown.getClass().getSimpleName().equals("TestAbortedException");
  }

  private static boolean tellsHistory(Throwable thrown) {
    String message = thrown.getMessage();
    return (message != null && message.contains(History.TITLE))
        || Arrays.stream(thrown.getSuppressed()).anyMatch(CapturedHistory.class::isInstance);
  }
}
