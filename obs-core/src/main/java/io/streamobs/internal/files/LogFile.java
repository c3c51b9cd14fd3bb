package io.streamobs.internal.files;

import java.time.Instant;

/** A log file as a look into the folder found it. */
record LogFile(LogFileName name, long bytes, Instant modified) {}
