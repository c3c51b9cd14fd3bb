/** Settings and their checks. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.config;
