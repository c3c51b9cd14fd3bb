/** Not for use outside this module. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal;
