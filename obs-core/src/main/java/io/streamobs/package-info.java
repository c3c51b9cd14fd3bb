/** What a worker uses: {@link io.streamobs.Obs}, its scopes, and their outcomes. */
@org.jspecify.annotations.NullMarked
package io.streamobs;
