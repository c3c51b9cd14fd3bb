package io.streamobs.assets.internal.manifest;

import io.streamobs.event.RecordField;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings together what a stage said of an asset at its end, and what was found out about it before
 * or after that: two records of an instance, in either order, with the asset's number in both.
 */
final class AssetAccount {

  // What never gets its other half, because that was lost, is given up when it is the oldest.
  private static final int MOST = 10_000;
  private static final String[] FOUND = {
    "size_bytes",
    "sha256",
    "original_size_bytes",
    "original_sha256",
    "captured",
    "dropped",
    "cause",
    "gone"
  };

  /** Hears of an asset of which all is known. */
  interface Listener {
    void known(ObjectNode asset);
  }

  /** An asset that waits to hear of itself. */
  private record Waiting(ObjectNode asset, @Nullable FragmentAccount fragment, Listener listener) {}

  /** Several Obs of a process count for themselves. */
  private record Key(String spanId, long number) {}

  private final Map<Key, Waiting> waiting = new LinkedHashMap<>();
  private final Map<Key, JsonNode> early = new LinkedHashMap<>();

  /**
   * A stage ended.
   *
   * @param spanId its execution
   * @param asset one of its assets, as manifests will have it; is completed now or later
   * @param fragment what the asset is in; waits for it
   */
  void named(
      String spanId, ObjectNode asset, @Nullable FragmentAccount fragment, Listener listener) {
    JsonNode number = asset.path("asset");
    if (!number.isIntegralNumber()) { // nothing more will be known of it
      listener.known(asset);
      return;
    }
    asset.remove("asset"); // of no use to a reader
    if (fragment != null) {
      fragment.awaitAsset();
    }
    Key key = new Key(spanId, number.longValue());
    Waiting of = new Waiting(asset, fragment, listener);
    JsonNode found = early.remove(key);
    if (found != null) {
      settle(of, found);
      return;
    }
    waiting.put(key, of);
    if (waiting.size() > MOST) {
      settle(waiting.remove(waiting.keySet().iterator().next()), MissingNode.getInstance());
    }
  }

  /** Something was found out: {@code asset_recorded}. */
  void recorded(JsonNode record) {
    Key key =
        new Key(
            Records.text(record, RecordField.SPAN_ID), Records.detail(record, "asset").asLong(-1));
    Waiting of = waiting.remove(key);
    if (of != null) {
      settle(of, record);
      return;
    }
    early.put(key, record);
    if (early.size() > MOST) {
      early.remove(early.keySet().iterator().next());
    }
  }

  /**
   * Puts what was found out about assets of an execution that never ended, by their roles.
   *
   * @param target the execution, as manifests will have it
   */
  void putEarly(String spanId, ObjectNode target) {
    early.forEach(
        (key, found) -> {
          if (key.spanId().equals(spanId)) {
            ObjectNode asset =
                target
                    .withArrayProperty(Records.detail(found, "role").asString("") + "s")
                    .addObject();
            Records.copyDetails(found, asset, "kind");
            Records.copyDetails(found, asset, FOUND);
          }
        });
  }

  private static void settle(@Nullable Waiting of, JsonNode found) {
    if (of == null) {
      return;
    }
    Records.copyDetails(found, of.asset(), FOUND);
    of.listener().known(of.asset());
    if (of.fragment() != null) {
      of.fragment().assetSettled();
    }
  }
}
