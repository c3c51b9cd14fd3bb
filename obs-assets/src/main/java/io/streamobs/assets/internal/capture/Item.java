package io.streamobs.assets.internal.capture;

import io.streamobs.CorrelationContext;
import io.streamobs.spi.AssetRole;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that a stage named, on its way.
 *
 * @param content a copy, if it was in memory: bytes, or a text
 * @param format what the stage calls its format, such as {@code wav}; may be empty
 * @param bytes what the content takes of the queue and of the budget
 */
record Item(
    long number,
    CorrelationContext where,
    AssetRole role,
    String kind,
    @Nullable Path path,
    @Nullable Object content,
    String format,
    long bytes) {}
