package io.streamobs;

import java.io.IOException;

/** Something must not be deleted: it is in use, pinned, or dated in the future. */
public final class RetentionRefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what it is
   * @param why it must not go, such as {@code written by a live process}
   */
  public RetentionRefusedException(String what, String why) {
    super(what + " is kept: " + why + " [" + ObsErrors.PURGE_REFUSED + "]");
  }
}
