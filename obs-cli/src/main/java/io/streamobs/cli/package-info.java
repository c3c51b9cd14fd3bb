/** The command {@code obs}: looks at what runs left in a home. */
@org.jspecify.annotations.NullMarked
package io.streamobs.cli;
