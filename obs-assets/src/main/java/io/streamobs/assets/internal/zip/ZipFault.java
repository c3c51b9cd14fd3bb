package io.streamobs.assets.internal.zip;

import java.io.IOException;

/** A ZIP file is not as it has to be; the message goes on after "the ZIP" or the file's name. */
public final class ZipFault extends IOException {

  private static final long serialVersionUID = 1L;

  public ZipFault(String message) {
    super(message);
  }
}
