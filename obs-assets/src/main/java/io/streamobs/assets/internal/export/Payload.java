package io.streamobs.assets.internal.export;

import java.nio.file.Path;

/**
 * A file of the bundle, as the bundle's own list has it.
 *
 * @param name below the bundle's folder, with slashes
 */
record Payload(String name, String sha256, long size, Path path) {}
