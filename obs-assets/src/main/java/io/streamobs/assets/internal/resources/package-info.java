/** What stages take beside time. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.resources;
