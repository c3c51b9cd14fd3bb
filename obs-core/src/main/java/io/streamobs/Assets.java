package io.streamobs;

import io.streamobs.spi.AssetRole;
import io.streamobs.spi.AssetSink;
import org.jspecify.annotations.Nullable;

/** Who takes the assets of an Obs, guarded against what it throws. */
final class Assets {

  private final AssetSink sink;

  Assets(AssetSink sink) {
    this.sink = sink;
  }

  /** Null where it is not handed over: it is in memory, and contents are not wanted. */
  AssetSink.@Nullable Handover take(
      CorrelationContext where, AssetRole role, String kind, Asset asset) {
    try {
      boolean wanted = asset.path() != null || (!asset.isNothing() && sink.takesContents());
      return wanted ? sink.take(where, role, kind, asset) : null;
    } catch (Throwable e) { // out of memory for a copy, say: the stage goes on without
      return AssetSink.Handover.refused("failed");
    }
  }
}
