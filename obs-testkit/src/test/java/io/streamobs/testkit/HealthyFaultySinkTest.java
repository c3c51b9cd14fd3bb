package io.streamobs.testkit;

import io.streamobs.spi.RecordSink;

class HealthyFaultySinkTest extends RecordSinkContract {

  private final RecordingSink recorded = new RecordingSink();
  private final FaultySink sink = FaultySink.over(recorded);

  @Override
  protected RecordSink newSink() {
    return sink;
  }

  @Override
  protected byte[] written() {
    return RecordingSinkTest.bytes(recorded);
  }

  @Override
  protected void failMedium() {
    sink.writeHalf();
  }

  @Override
  protected void healMedium() {
    sink.heal();
  }
}
