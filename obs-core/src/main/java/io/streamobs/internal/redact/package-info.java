/** What must not be shown, and how it is found. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.redact;
