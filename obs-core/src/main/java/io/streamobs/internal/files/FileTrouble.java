package io.streamobs.internal.files;

import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says of a failed file operation what happened, to what, and what to do next. */
final class FileTrouble extends IOException {

  private static final long serialVersionUID = 1;

  private FileTrouble(String message, IOException cause) {
    super(message, cause);
  }

  /**
   * @param doing such as {@code write}
   */
  static IOException explained(String doing, Path where, IOException cause) {
    if (cause instanceof FileTrouble) {
      return cause;
    }
    String message =
        "cannot "
            + doing
            + " log files in "
            + StagingPaths.shown(where)
            + ": "
            + what(cause)
            + remedy(cause, where);
    return new FileTrouble(message, cause);
  }

  private static String what(IOException cause) {
    String reason = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
    if (cause instanceof AccessDeniedException) {
      return "no permission";
    }
    return reason == null ? String.valueOf(cause) : reason;
  }

  private static String remedy(IOException cause, Path where) {
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof AccessDeniedException) {
      return "; let the user of this process write there";
    }
    if (text.contains("No space left") || text.contains("quota")) {
      return "; free space (or inodes), or keep fewer log files";
    }
    if (text.contains("Read-only")) {
      return "; mount it writable, or choose another folder";
    }
    boolean noFolder =
        cause instanceof NotDirectoryException
            || text.contains("Not a directory")
            || (cause instanceof FileAlreadyExistsException && !Files.isDirectory(where));
    return noFolder ? "; something that is no folder is in the way, move it or choose another" : "";
  }
}
