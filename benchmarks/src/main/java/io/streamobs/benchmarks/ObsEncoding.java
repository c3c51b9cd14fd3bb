package io.streamobs.benchmarks;

import io.streamobs.FieldNaming;
import io.streamobs.internal.encode.LineEncoder;
import io.streamobs.internal.redact.Redactor;
import io.streamobs.internal.redact.SecretNames;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** Our encoder as the pipeline has it, with redaction. */
final class ObsEncoding implements Encoding {

  private static final int MOST_TEXT_CHARS = 8_192;

  /** Takes the application's lines as its front end captured them. */
  private static final class Keeper implements RecordSink {

    private final Kept<CapturedRecord> lines = new Kept<>();

    @Override
    public String name() {
      return "keeper";
    }

    // An output must not keep records; nothing else wants these.
    @Override
    public boolean accepts(CapturedRecord record) {
      return !record.isEvent() && lines.add(record);
    }

    @Override
    public void write(ByteBuffer some) {
      some.position(some.limit());
    }
  }

  private final LineEncoder encoder =
      new LineEncoder(
          FieldNaming.canonical(), new Redactor(new SecretNames(Set.of())), MOST_TEXT_CHARS);
  private final List<CapturedRecord> events;

  ObsEncoding() {
    Keeper keeper = new Keeper();
    try (Caller caller = new ObsInstallation(keeper).caller(Workload.LINE)) {
      for (int i = 0; i < EVENTS; i++) { // fewer than the queue takes
        caller.call();
      }
      events = keeper.lines.take(EVENTS);
    }
  }

  @Override
  public int encode(int event) {
    encoder.encode(events.get(event), event);
    return encoder.length();
  }
}
