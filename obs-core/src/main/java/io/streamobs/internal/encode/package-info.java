/** From records to JSON lines. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.encode;
