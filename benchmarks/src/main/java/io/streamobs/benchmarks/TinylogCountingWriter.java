package io.streamobs.benchmarks;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.tinylog.core.LogEntry;
import org.tinylog.core.LogEntryValue;
import org.tinylog.writers.JsonWriter;
import org.tinylog.writers.Writer;

/**
 * tinylog's JSON writer, which counts what arrives. Made by tinylog, which finds it by its name.
 */
public final class TinylogCountingWriter implements Writer {

  /** By which a configuration names it. */
  static final String NAME = "tinylog counting";

  // tinylog makes the writer, and there is one in a process.
  private static final AtomicLong WRITTEN = new AtomicLong();

  private final JsonWriter json;

  /**
   * @param properties of the writer
   */
  public TinylogCountingWriter(Map<String, String> properties) throws IOException {
    this.json = new JsonWriter(properties);
  }

  static long written() {
    return WRITTEN.get();
  }

  @Override
  public Collection<LogEntryValue> getRequiredLogEntryValues() {
    return json.getRequiredLogEntryValues();
  }

  @Override
  public void write(LogEntry entry) throws IOException {
    json.write(entry);
    WRITTEN.incrementAndGet();
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
