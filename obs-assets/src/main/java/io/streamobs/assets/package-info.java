/** Run bundles: what happened in a run, in one folder. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets;
