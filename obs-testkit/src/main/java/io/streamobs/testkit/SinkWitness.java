package io.streamobs.testkit;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a pipeline and a sink, changes nothing, and sees what the sink takes and throws.
 */
final class SinkWitness implements RecordSink {

  final AtomicLong accepted = new AtomicLong();
  final CountDownLatch failed = new CountDownLatch(1);

  private final RecordSink sink;

  SinkWitness(RecordSink sink) {
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
    boolean takes = sink.accepts(record);
    if (takes) {
      accepted.incrementAndGet();
    }
    return takes;
  }

  @Override
  public void open() throws IOException {
    sink.open();
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    boolean done = false;
    try {
      sink.write(lines);
      done = true;
    } finally {
      seen(done);
    }
  }

  @Override
  public void flush() throws IOException {
    boolean done = false;
    try {
      sink.flush();
      done = true;
    } finally {
      seen(done);
    }
  }

  private void seen(boolean done) {
    if (!done) {
      failed.countDown();
    }
  }

  @Override
  public boolean retractTornLine() throws IOException {
    return sink.retractTornLine();
  }

  @Override
  public void close() throws IOException {
    sink.close();
  }
}
