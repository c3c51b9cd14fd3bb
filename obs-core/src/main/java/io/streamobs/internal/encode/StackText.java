package io.streamobs.internal.encode;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders an exception with its causes in the usual form, within bounds: so many frames for each,
 * so many causes, and each exception once however its causes are tied into a knot. The root cause
 * is always among those that are shown.
 */
final class StackText {

  private static final int MOST_FRAMES = 48;
  private static final int MOST_CAUSES = 8;
  private static final int MOST_SEARCHED = 64;
  private static final int MOST_SUPPRESSED = 4;

  private StackText() {}

  static void append(TextBuffer out, Throwable thrown) {
    Set<Throwable> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    appendOne(out, "", thrown, shown);
    Throwable cause = thrown.getCause();
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (!appendOne(out, "Caused by: ", cause, shown)) {
        return;
      }
      cause = cause.getCause();
    }
    Throwable root = cause == null ? null : root(cause, shown);
    if (root != null) {
      appendOne(out, "… Root cause: ", root, shown);
    }
  }

  private static @Nullable Throwable root(Throwable from, Set<Throwable> shown) {
    Throwable root = from;
    for (int i = 0; i < MOST_SEARCHED; i++) {
      Throwable next = root.getCause();
      if (next == null || shown.contains(next)) {
        return shown.contains(root) ? null : root;
      }
      root = next;
    }
    return root;
  }

  private static boolean appendOne(
      TextBuffer out, String prefix, Throwable thrown, Set<Throwable> shown) {
    out.append(prefix);
    out.append(headline(thrown));
    if (!shown.add(thrown)) {
      out.append(" [shown above]\n");
      return false;
    }
    out.append('\n');
    appendFrames(out, thrown.getStackTrace());
    Throwable[] suppressed = thrown.getSuppressed();
    for (int i = 0; i < Math.min(suppressed.length, MOST_SUPPRESSED); i++) {
      out.append("\tSuppressed: ");
      out.append(headline(suppressed[i]));
      out.append('\n');
    }
    return true;
  }

  private static void appendFrames(TextBuffer out, StackTraceElement[] frames) {
    int shown = Math.min(frames.length, MOST_FRAMES);
    for (int i = 0; i < shown; i++) {
      out.append("\tat ");
      out.append(frames[i].toString());
      out.append('\n');
    }
    if (frames.length > shown) {
      out.append("\t… ");
      out.append(Integer.toString(frames.length - shown));
      out.append(" more\n");
    }
  }

  /** Type and message; a message that cannot be had becomes a text that says so. */
  private static String headline(Throwable thrown) {
    String message = message(thrown);
    String type = thrown.getClass().getName();
    return message == null ? type : type + ": " + message;
  }

  static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable broken) { // the application's own getMessage
      return "[message unreadable, " + broken.getClass().getName() + "]";
    }
  }
}
