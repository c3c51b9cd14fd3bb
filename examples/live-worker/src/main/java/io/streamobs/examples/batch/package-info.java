/**
 * A job over a whole file: demux, analysis, alignment, each with a manifest that says enough to run
 * it again.
 */
@NullMarked
package io.streamobs.examples.batch;

import org.jspecify.annotations.NullMarked;
