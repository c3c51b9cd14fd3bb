/** What stages read and wrote: its checksum, and its content where that is wanted. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.capture;
