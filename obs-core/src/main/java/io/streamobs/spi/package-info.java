/** What plug-ins implement and call: records, sinks, the pipeline, clocks and ids. */
@org.jspecify.annotations.NullMarked
package io.streamobs.spi;
