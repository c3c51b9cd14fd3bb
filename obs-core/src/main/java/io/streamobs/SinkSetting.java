package io.streamobs;

import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkOptions;

/** A sink that is to be attached, and how. */
record SinkSetting(RecordSink sink, SinkOptions options) {}
