package io.streamobs.internal;

import org.jspecify.annotations.Nullable;

/**
 * What names a fragment. Negative numbers mean "not known".
 *
 * @param seq the fragment's sequence number
 * @param id its name, or null
 * @param batch the batch that it belongs to
 * @param mediaStartMs where it begins in its media, in milliseconds
 * @param mediaEndMs where it ends
 */
public record FragmentKey(
    long seq, @Nullable String id, long batch, long mediaStartMs, long mediaEndMs) {}
