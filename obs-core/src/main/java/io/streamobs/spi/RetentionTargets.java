package io.streamobs.spi;

import java.nio.file.Path;
import java.util.List;

/**
 * What of a module's grows old in a home. Found on the class path by {@link
 * java.util.ServiceLoader}.
 */
public interface RetentionTargets {

  /**
   * The targets of a home, also where there is nothing of them yet.
   *
   * @param home absolute
   */
  List<RetentionTarget> in(Path home);
}
