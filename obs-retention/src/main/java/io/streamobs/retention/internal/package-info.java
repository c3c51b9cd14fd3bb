/** Policies as files, pins, and purges that were cut off. */
@org.jspecify.annotations.NullMarked
package io.streamobs.retention.internal;
