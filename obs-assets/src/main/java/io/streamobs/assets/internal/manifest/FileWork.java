package io.streamobs.assets.internal.manifest;

import java.io.IOException;

/** Something that reads or writes files, and may fail at it. */
@FunctionalInterface
interface FileWork {
  void run() throws IOException;
}
