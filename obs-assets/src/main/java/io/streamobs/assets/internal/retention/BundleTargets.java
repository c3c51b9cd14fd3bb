package io.streamobs.assets.internal.retention;

import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTargets;
import io.streamobs.spi.home.Disk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The run bundles of a home. */
public final class BundleTargets implements RetentionTargets {

  /** For {@link java.util.ServiceLoader}. */
  public BundleTargets() {}

  @Override
  public List<RetentionTarget> in(Path home) {
    return List.of(on(Disk.LOCAL, home, InstantSource.system()));
  }

  /** The same on another disk and by another clock, for tests. */
  public static RetentionTarget on(Disk disk, Path home, InstantSource clock) {
    return new BundleTarget(disk, home, clock);
  }
}
