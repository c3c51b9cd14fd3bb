/** The names that records are made of. */
@org.jspecify.annotations.NullMarked
package io.streamobs.event;
