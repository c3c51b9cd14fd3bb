package io.streamobs.cli;

import io.streamobs.ErrorCode;
import io.streamobs.ObsErrors;
import io.streamobs.RetentionRefusedException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** What reads or changes a home, and tells the user in one sentence why it could not. */
interface Attempt<T extends @Nullable Object> {

  /** Does it. */
  T run() throws IOException;

  /**
   * @param code of what could not be done
   * @param what could not be done, such as {@code nothing was deleted}
   * @throws CliException when it cannot
   */
  static <T extends @Nullable Object> T at(ErrorCode code, String what, Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (RetentionRefusedException e) {
      throw CliException.cannot(ObsErrors.PURGE_REFUSED, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      if (e.getReason() == null) {
        throw CliException.cannot(code, what + ": " + e);
      }
      throw CliException.badInput(CliErrors.NOT_FOUND, e.getFile() + " " + e.getReason());
    } catch (FileSystemException e) {
      throw CliException.cannot(
          code, what + ": " + (e.getReason() == null ? e.toString() : e.getMessage()));
    } catch (IOException e) {
      throw CliException.cannot(code, what + ": " + e.getMessage());
    }
  }
}
