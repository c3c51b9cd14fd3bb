/** Captured records, assertions over them, and fakes for clocks and ids. */
@org.jspecify.annotations.NullMarked
package io.streamobs.testkit;
