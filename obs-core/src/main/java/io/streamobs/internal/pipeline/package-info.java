/** The way of a record: lane, drainer, a ring and a writer for each sink. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.pipeline;
