/** What is made of the journals: manifests and the index of fragments. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.manifest;
