/**
 * The journals of runs: what is written while they go on, and all that is ever believed of them.
 */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.journal;
