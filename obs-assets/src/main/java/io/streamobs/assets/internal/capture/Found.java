package io.streamobs.assets.internal.capture;

import java.util.Map;

/** Names of what is found out about an asset, in {@code details} of its event. */
final class Found {

  static final String SHA_256 = "sha256";
  static final String SIZE = "size_bytes";
  static final String CAPTURED = "captured";
  static final String DROPPED = "dropped";
  static final String GONE = "gone";

  private Found() {}

  static void look(Map<String, Object> found, Look look) {
    found.put(SIZE, look.size());
    found.put(SHA_256, look.sha256());
  }
}
