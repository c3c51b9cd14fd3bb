/** Logback's lines into the pipeline, and the outputs that a {@code logback.xml} names. */
@org.jspecify.annotations.NullMarked
package io.streamobs.logback;
