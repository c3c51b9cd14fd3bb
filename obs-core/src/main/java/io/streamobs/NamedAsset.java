package io.streamobs;

import io.streamobs.internal.config.Durations;
import io.streamobs.spi.AssetSink;
import io.streamobs.spi.Snapshots;
import io.streamobs.spi.home.StagingPaths;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a stage's last record says of an asset: all but what it consists of. */
record NamedAsset(
    @Nullable Path path,
    long bytes,
    @Nullable String why,
    long keepMillis,
    Map<String, @Nullable Object> fields,
    AssetSink.@Nullable Handover handover) {

  private static final int WEIGHT = 56;

  static NamedAsset of(Asset asset, AssetSink.@Nullable Handover handover) {
    byte[] bytes = asset.bytes();
    return new NamedAsset(
        asset.path(),
        bytes == null ? -1 : bytes.length,
        asset.why(),
        asset.keep() == null ? -1 : Durations.nanos(asset.keep()) / 1_000_000,
        asset.fields(),
        handover);
  }

  int weight() {
    return WEIGHT + Snapshots.weight(path) + Snapshots.weight(why) + Snapshots.weight(fields);
  }

  Map<String, @Nullable Object> describe(String kind) {
    Map<String, @Nullable Object> target = new LinkedHashMap<>();
    target.put("kind", kind);
    if (path != null) {
      target.put("path", StagingPaths.shown(path));
    }
    if (bytes >= 0) {
      target.put("size_bytes", bytes);
    }
    if (why != null) {
      target.put("why", why);
    }
    if (keepMillis >= 0) {
      target.put("keep_ms", keepMillis);
    }
    if (!fields.isEmpty()) {
      target.put("fields", fields);
    }
    if (handover != null) {
      describe(handover, target);
    }
    return target;
  }

  private static void describe(AssetSink.Handover handover, Map<String, @Nullable Object> target) {
    if (handover.refused() != null) {
      target.put("dropped", handover.refused());
    } else {
      target.put("asset", handover.number());
    }
  }
}
