/** The sinks that need nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.sink;
