package io.streamobs.testkit;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.ForwardingSink;
import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a pipeline and a sink, changes nothing, and sees what the sink takes and throws.
 */
final class SinkWitness extends ForwardingSink {

  final AtomicLong accepted = new AtomicLong();
  final CountDownLatch failed = new CountDownLatch(1);

  SinkWitness(RecordSink sink) {
    super(sink);
  }

  @Override
  public boolean accepts(CapturedRecord record) {
    boolean takes = super.accepts(record);
    if (takes) {
      accepted.incrementAndGet();
    }
    return takes;
  }

  @Override
  public void write(ByteBuffer lines) throws IOException {
    boolean done = false;
    try {
      super.write(lines);
      done = true;
    } finally {
      seen(done);
    }
  }

  @Override
  public void flush() throws IOException {
    boolean done = false;
    try {
      super.flush();
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
}
