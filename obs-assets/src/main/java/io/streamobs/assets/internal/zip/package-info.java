/** Reads ZIP files that may have been made to do harm. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.zip;
