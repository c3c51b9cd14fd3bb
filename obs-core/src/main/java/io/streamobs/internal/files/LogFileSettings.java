package io.streamobs.internal.files;

import io.streamobs.audit.Audit;
import io.streamobs.spi.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * How a log file is written and kept.
 *
 * @param audit that of the home that the folder is in; null where it is in none
 * @param folder absolute
 * @param name what the files' names begin with; null for the service's name
 * @param events from which level up the library's own events are taken
 */
public record LogFileSettings(
    @Nullable Audit audit,
    Path folder,
    @Nullable String name,
    long maxFileBytes,
    Duration rotateEvery,
    RetentionPolicy policy,
    boolean gzip,
    Level events) {}
