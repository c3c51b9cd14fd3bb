/** Deletes what a retention plan names. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.retention;
