/** Run bundles: what happened in a run, in one folder. */
module io.streamobs.assets {
  requires transitive io.streamobs.core;
  requires static transitive org.jspecify;
  requires jdk.management;
  requires tools.jackson.databind;

  exports io.streamobs.assets;

  provides io.streamobs.spi.HomePlugin with
      io.streamobs.assets.RunBundles;
  provides io.streamobs.spi.RetentionTargets with
      io.streamobs.assets.internal.retention.BundleTargets;
}
