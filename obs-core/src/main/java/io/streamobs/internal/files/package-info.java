/** Log files: written, rotated, looked after, and repaired when a process was cut off. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.files;
