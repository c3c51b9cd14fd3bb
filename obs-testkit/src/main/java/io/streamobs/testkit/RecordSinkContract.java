package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

/**
 * What every {@link RecordSink} must do, as a suite of JUnit 5. It drives the sink as a pipeline
 * does, by hand and with a real one, and compares bytes.
 *
 * <pre>{@code
 * class SocketSinkTest extends RecordSinkContract {
 *   private final LocalServer server = new LocalServer();
 *
 *   @Override
 *   protected RecordSink newSink() {
 *     return new SocketSink(server.port());
 *   }
 *
 *   @Override
 *   protected byte[] written() {
 *     return server.received();
 *   }
 * }
 * }</pre>
 *
 * <p>A sink that others break gives {@link #failMedium} and {@link #healMedium} too; without them
 * the tests of failures are skipped. Each test is for one new sink.
 *
 * <p>Threads: as JUnit runs it. A test that hangs fails after 60 seconds.
 */
@Timeout(60)
public abstract class RecordSinkContract {

  private static final int KIB_64 = 1 << 16;
  private static final int MIB = 1 << 20;
  private static final int MOST_GC = 40;

  private final ContractLines lines = new ContractLines();
  private @Nullable RecordSink sink;
  private boolean failing;

  /** For subclasses. */
  protected RecordSinkContract() {}

  /** A sink on a medium with nothing on it. Called once for each test. */
  protected abstract RecordSink newSink() throws Exception;

  /** All bytes on the medium of {@link #newSink}, as another process would read them now. */
  protected abstract byte[] written() throws Exception;

  /**
   * Makes the medium fail at the next write, or after it took some more bytes: if it can, inside a
   * line. Default: aborts the test.
   */
  protected void failMedium() throws Exception {
    Assumptions.abort("failMedium() is not given");
  }

  /** Makes the medium take bytes again; what is on it stays. */
  protected void healMedium() throws Exception {
    throw new UnsupportedOperationException("give healMedium() where failMedium() is given");
  }

  /** Closes the sink of the test. */
  @AfterEach
  public void closeSink() throws Exception {
    if (failing) {
      healMedium();
    }
    if (sink != null) {
      sink.close();
    }
  }

  private SinkDriver attached() throws Exception {
    RecordSink made = newSink();
    sink = made;
    made.attached(new DriverContext());
    return new SinkDriver(made);
  }

  private SinkDriver opened() throws Exception {
    SinkDriver driver = attached();
    sink().open();
    return driver;
  }

  private RecordSink sink() {
    if (sink == null) {
      throw new IllegalStateException("no sink was made");
    }
    return sink;
  }

  private void failNow() throws Exception {
    failMedium();
    failing = true;
  }

  private void healNow() throws Exception {
    failing = false;
    healMedium();
  }

  private void closeNow() throws IOException {
    RecordSink closed = sink();
    sink = null;
    closed.close();
  }

  private void assertWritten(SinkDriver driver) throws Exception {
    sink().flush();
    assertOnMedium(driver);
  }

  private void assertOnMedium(SinkDriver driver) throws Exception {
    driver.assertTaken(written());
  }

  @Test
  public void name_isConstant() throws Exception {
    SinkDriver driver = attached();
    String name = sink().name();
    sink().open();
    driver.write(lines.lines(1));

    RecordSink written = sink();
    assertThat(name).as("name()").isNotBlank();
    assertThat(written.name()).as("name() after a write").isEqualTo(name);
    closeNow();
    assertThat(written.name()).as("name() after close").isEqualTo(name);
  }

  @Test
  public void open_onAnOpenSink_keepsWhatWasWritten() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lines(3));
    sink().open();
    driver.write(lines.lines(3));
    sink().open();

    assertWritten(driver);
  }

  @Test
  public void write_fromADirectBuffer_takesItsLines() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lines(20));

    assertWritten(driver);
  }

  @Test
  public void write_fromAHeapBuffer_takesItsLines() throws Exception {
    SinkDriver driver = opened();
    driver.write(ByteBuffer.wrap(lines.lines(20)));

    assertWritten(driver);
  }

  @Test
  public void write_fromAReadOnlyBuffer_takesItsLines() throws Exception {
    SinkDriver driver = opened();
    driver.write(ByteBuffer.wrap(lines.lines(20)).asReadOnlyBuffer());

    assertWritten(driver);
  }

  @Test
  public void write_fromAPartOfABuffer_takesThatPartOnly() throws Exception {
    SinkDriver driver = opened();
    driver.write(part(ByteBuffer.allocate(KIB_64).position(100).slice()));
    driver.write(part(ByteBuffer.allocateDirect(KIB_64)));

    assertWritten(driver);
  }

  /** Lines in the middle of a buffer, between other ones. */
  private ByteBuffer part(ByteBuffer buffer) {
    byte[] before = lines.lines(3);
    byte[] piece = lines.lines(20);
    buffer.put(before).put(piece).put(lines.lines(3));
    return buffer.limit(before.length + piece.length).position(before.length);
  }

  @Test
  public void write_leavesTheBufferAsItWas() throws Exception {
    SinkDriver driver = opened();
    ByteBuffer buffer = part(ByteBuffer.allocate(KIB_64));
    byte[] before = buffer.array().clone();
    driver.write(buffer);

    assertThat(buffer.array()).as("the bytes of the buffer after write").isEqualTo(before);
  }

  @Test
  public void write_keepsNoReferenceToTheBuffer() throws Exception {
    SinkDriver driver = opened();
    for (int i = 0; i < 5; i++) {
      byte[] piece = lines.lines(10);
      ByteBuffer buffer = ByteBuffer.wrap(piece);
      driver.write(buffer);
      Arrays.fill(piece, (byte) '#');
    }

    assertWritten(driver);
  }

  @Test
  public void write_oneLine_takesIt() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lines(1));

    assertWritten(driver);
  }

  @Test
  public void write_of64KiB_takesAll() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.bytes(KIB_64));

    assertWritten(driver);
  }

  @Test
  public void write_ofOneMiB_takesAll() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.bytes(MIB));

    assertWritten(driver);
  }

  @Test
  public void write_ofALineOfOneMiB_takesAll() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lineOf(MIB));
    driver.write(lines.lines(1));

    assertWritten(driver);
  }

  @Test
  public void write_ofManyPieces_keepsTheirOrder() throws Exception {
    SinkDriver driver = opened();
    for (int i = 0; i < 300; i++) {
      driver.write(lines.lines(1 + i % 7));
    }

    assertWritten(driver);
  }

  @Test
  public void position_saysWhatIsOnTheMedium() throws Exception {
    SinkDriver driver = opened();
    ByteBuffer piece = ByteBuffer.wrap(lines.lines(4));
    for (int calls = 0; piece.hasRemaining() && calls < 50; calls++) {
      driver.writeOnce(piece);
      assertWritten(driver);
    }
  }

  @Test
  public void flush_makesLinesVisible() throws Exception {
    SinkDriver driver = opened();
    for (int i = 0; i < 3; i++) {
      driver.write(lines.lines(2));
      sink().flush();
      assertOnMedium(driver);
    }
  }

  @Test
  public void flush_withNothingNew_changesNothing() throws Exception {
    SinkDriver driver = opened();
    sink().flush();
    driver.write(lines.lines(2));
    sink().flush();
    sink().flush();

    assertOnMedium(driver);
  }

  @Test
  public void close_keepsWhatWasWritten() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lines(20));
    sink().flush();
    closeNow();

    assertOnMedium(driver);
  }

  @Test
  public void exiting_changesNothing_andMoreLinesMayCome() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lines(20));
    sink().flush();
    assertThatCode(() -> sink().exiting()).as("exiting()").doesNotThrowAnyException();
    driver.write(lines.lines(5));
    sink().flush();

    assertOnMedium(driver);
  }

  @Test
  public void close_ofASinkThatWasNeverOpened_doesNotThrow() throws Exception {
    attached();

    assertThatCode(this::closeNow)
        .as("close() without open(), as of a pipeline that ends at once")
        .doesNotThrowAnyException();
  }

  @Test
  public void accepts_neitherThrowsNorDescribes() throws Exception {
    opened();
    for (Level level : Level.values()) {
      for (boolean event : new boolean[] {true, false}) {
        ProbeRecord probe = new ProbeRecord(level, event);
        assertThatCode(() -> sink().accepts(probe))
            .as("accepts() of %s at %s", event ? "an event" : "a line", level)
            .doesNotThrowAnyException();
        assertThat(probe.isDescribed()).as("whether accepts() described the record").isFalse();
      }
    }
  }

  @Test
  public void accepts_doesNotKeepTheRecord() throws Exception {
    opened();
    WeakReference<CapturedRecord> record = acceptedOnce();
    for (int i = 0; i < MOST_GC && record.get() != null; i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    assertThat(record.get()).as("a record that accepts() was asked about").isNull();
  }

  private WeakReference<CapturedRecord> acceptedOnce() {
    CapturedRecord record = new ProbeRecord(Level.ERROR, true);
    boolean unusedAnswer = sink().accepts(record);
    return new WeakReference<>(record);
  }

  @Test
  public void accepts_whileAnotherThreadWrites_disturbsNothing() throws Exception {
    SinkDriver driver = opened();
    CapturedRecord record = new ProbeRecord(Level.ERROR, true);
    boolean before = sink().accepts(record);
    CompletableFuture<Long> others =
        CompletableFuture.supplyAsync(
            () -> {
              long different = 0;
              for (int i = 0; i < 20_000; i++) {
                different += sink().accepts(record) == before ? 0 : 1;
              }
              return different;
            });
    for (int i = 0; i < 100; i++) {
      driver.write(lines.lines(5));
    }

    assertThat(others.get()).as("answers of accepts() that changed").isZero();
    assertWritten(driver);
  }

  @Test
  public void failure_losesNoByteAndWritesNoneTwice() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lines(10));
    sink().flush();
    failNow();
    ByteBuffer piece = failed(driver);
    driver.retry(piece); // in vain, or the medium took what there was room for
    driver.retry(piece);
    healNow();
    driver.reopen(piece);
    driver.write(piece);
    driver.write(lines.lines(10));

    assertWritten(driver);
  }

  /** What is left of a piece that failed. */
  private ByteBuffer failed(SinkDriver driver) {
    for (int i = 0; i < 64; i++) {
      ByteBuffer piece = ByteBuffer.wrap(lines.bytes(KIB_64));
      if (driver.writeUntilFailure(piece) != null) {
        return piece;
      }
    }
    throw new AssertionError("neither write nor flush failed over 4 MiB after failMedium()");
  }

  @Test
  public void failure_atTheFirstWrite_isOvercome() throws Exception {
    SinkDriver driver = attached();
    failNow();
    ByteBuffer piece = ByteBuffer.wrap(lines.bytes(KIB_64));
    driver.retry(piece);
    healNow();
    driver.reopen(piece);
    driver.write(piece);

    assertWritten(driver);
  }

  @Test
  public void failure_twice_isOvercomeTwice() throws Exception {
    SinkDriver driver = opened();
    for (int i = 0; i < 2; i++) {
      failNow();
      ByteBuffer piece = failed(driver);
      healNow();
      driver.reopen(piece);
      driver.write(piece);
      assertWritten(driver);
    }
  }

  @Test
  public void failure_thenClose_keepsWhatWasWritten() throws Exception {
    SinkDriver driver = opened();
    driver.write(lines.lines(10));
    sink().flush();
    byte[] before = driver.taken();
    failNow();
    failed(driver);
    closeAnyhow();
    healNow();

    assertThat(written()).as("the medium after close").startsWith(before);
  }

  private void closeAnyhow() {
    try {
      closeNow();
    } catch (IOException e) {
      return; // the medium's own failure
    }
  }

  @Test
  public void pipeline_everyEventArrivesOnceAndInOrder() throws Exception {
    SinkTrial trial = new SinkTrial(newSink());
    try (trial) {
      trial.emit(1, 3_000);
      trial.closeLossless();
    }
    trial.assertArrived(written());
  }

  @Test
  public void pipeline_throughAFailure_losesNothing() throws Exception {
    SinkTrial trial = new SinkTrial(newSink());
    try (trial) {
      trial.emit(1, 100);
      failNow();
      trial.emitUnwritten(101, 1_000);
      boolean failed = trial.awaitFailure();
      healNow();
      assertThat(failed).as("whether write or flush failed after failMedium()").isTrue();
      trial.emit(1_001, 1_100);
      trial.closeLossless();
    }
    trial.assertArrived(written());
  }
}
