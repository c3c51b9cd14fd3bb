/** What of the bundles grows old, and how it goes. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.retention;
