/** Files under the home. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.home;
