package io.streamobs.audit;

import io.streamobs.ObsErrors;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** What there is of an audit must not be built on. More room would not help. */
final class RefusedException extends FileSystemException {

  private static final long serialVersionUID = 1L;

  RefusedException(Path file, String why) {
    super(
        file.toString(),
        null,
        why + "; or move the file away, and a new audit begins [" + ObsErrors.AUDIT_REFUSED + "]");
  }
}
