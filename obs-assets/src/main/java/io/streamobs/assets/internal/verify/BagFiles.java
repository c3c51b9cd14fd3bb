package io.streamobs.assets.internal.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;

/**
 * The files of a bag, wherever they lie; by their names below the bag's folder, with slashes.
 *
 * <p>Threads: one.
 */
interface BagFiles extends Closeable {

  /** All of them, in the order in which they are read best. */
  Collection<String> names();

  /**
   * Opens one of them.
   *
   * @throws IOException when it cannot be read, as reading it does
   */
  InputStream open(String name) throws IOException;
}
