/** Files in a home, for whoever keeps something there. */
@org.jspecify.annotations.NullMarked
package io.streamobs.spi.home;
