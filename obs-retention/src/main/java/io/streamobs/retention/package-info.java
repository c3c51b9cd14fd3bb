/** How much a home stores, for how long, and proof of what was deleted. */
@org.jspecify.annotations.NullMarked
package io.streamobs.retention;
