/** What was deleted, kept and switched on in a home, by whom and why, in a chain of hashes. */
@org.jspecify.annotations.NullMarked
package io.streamobs.audit;
