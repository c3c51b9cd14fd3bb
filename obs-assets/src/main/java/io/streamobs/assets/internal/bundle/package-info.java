/** The folder of a run, and how files in it are written. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.bundle;
