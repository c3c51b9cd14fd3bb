package io.streamobs.spi;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Hands every call on to another sink: for those that change one thing about it. Whoever wraps a
 * sink extends this, so that nothing is forgotten that sinks learn later.
 *
 * <p>Threads and failure: those of the other sink.
 */
public abstract class ForwardingSink implements RecordSink {

  private final RecordSink sink;

  protected ForwardingSink(RecordSink sink) {
    this.sink = sink;
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public void attached(SinkContext context) {
    sink.attached(context);
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    return sink.accepts(record);
  }

  @Override
  public void open() throws IOException {
    sink.open();
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    sink.write(lines);
  }

  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  @Override
  public boolean retractTornLine() throws IOException {
    return sink.retractTornLine();
  }

  @Override
  public void exiting() throws IOException {
    sink.exiting();
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
