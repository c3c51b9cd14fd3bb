package io.streamobs.testkit;

import io.streamobs.spi.CapturedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sinks that do one thing wrong each. */
final class BadSinks {

  private BadSinks() {}

  static final class Renaming extends MemorySink {
    private int asked;

    Renaming(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public String name() {
      return "memory" + asked++;
    }
  }

  static final class TruncatingAtOpen extends MemorySink {
    TruncatingAtOpen(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void open() {
      medium.clear();
    }
  }

  static final class HeapOnly extends MemorySink {
    HeapOnly(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      byte[] array = lines.array();
      while (lines.hasRemaining()) {
        medium.put(array[lines.arrayOffset() + lines.position()]);
        lines.position(lines.position() + 1);
      }
    }
  }

  static final class DirectOnly extends MemorySink {
    DirectOnly(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (!lines.isDirect()) {
        throw new IOException("not direct");
      }
      super.write(lines);
    }
  }

  /** Right for every heap buffer that begins where its array does. */
  static final class ForgettingTheOffset extends MemorySink {
    ForgettingTheOffset(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (!lines.hasArray()) {
        super.write(lines);
        return;
      }
      while (lines.hasRemaining()) {
        medium.put(lines.array()[lines.position()]);
        lines.position(lines.position() + 1);
      }
    }
  }

  static final class WritingPastTheLimit extends MemorySink {
    WritingPastTheLimit(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      lines.limit(lines.capacity());
      super.write(lines);
    }
  }

  static final class RewritingTheBuffer extends MemorySink {
    RewritingTheBuffer(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      int start = lines.position();
      super.write(lines);
      if (!lines.isReadOnly()) {
        lines.put(start, (byte) ' ');
      }
    }
  }

  static final class KeepingTheBuffer extends MemorySink {
    private final List<ByteBuffer> kept = new ArrayList<>();

    KeepingTheBuffer(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) {
      kept.add(lines.duplicate());
      lines.position(lines.limit());
    }

    @Override
    public void flush() throws IOException {
      for (ByteBuffer piece : kept) {
        super.write(piece);
      }
      kept.clear();
    }
  }

  static final class SayingMoreThanItWrote extends MemorySink {
    SayingMoreThanItWrote(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      for (int i = lines.remaining() / 2; i > 0; i--) {
        take(lines);
      }
      lines.position(lines.limit());
    }
  }

  static final class SayingLessThanItWrote extends MemorySink {
    SayingLessThanItWrote(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      int half = lines.position() + (lines.remaining() + 1) / 2;
      super.write(lines);
      lines.position(half);
    }
  }

  static final class Refusing extends MemorySink {
    Refusing(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) {}
  }

  static final class RefusingLargePieces extends MemorySink {
    RefusingLargePieces(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (lines.remaining() > 100_000) {
        throw new IOException("too large");
      }
      super.write(lines);
    }
  }

  static final class AsciiOnly extends MemorySink {
    AsciiOnly(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      String text = StandardCharsets.US_ASCII.decode(lines).toString();
      super.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Decodes what it takes at once, also where that ends inside a character. */
  static final class DecodingItsPortions extends MemorySink {
    DecodingItsPortions(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      byte[] portion = new byte[Math.min(31, lines.remaining())];
      lines.get(portion);
      String text = new String(portion, StandardCharsets.UTF_8);
      super.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Writes the last line of each piece first. */
  static final class Reordering extends MemorySink {
    Reordering(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      byte[] bytes = new byte[lines.remaining()];
      lines.get(bytes);
      int last = bytes.length - 1;
      while (last > 0 && bytes[last - 1] != '\n') {
        last--;
      }
      super.write(ByteBuffer.wrap(bytes, last, bytes.length - last));
      super.write(ByteBuffer.wrap(bytes, 0, last));
    }
  }

  /** Takes a piece by halves, and believes that each begins with a line. */
  static final class BlindToItsOwnHalves extends MemorySink {
    BlindToItsOwnHalves(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (lines.get(lines.position()) != '{' && lines.remaining() > 1) {
        medium.put((byte) '\n');
      }
      for (int i = (lines.remaining() + 1) / 2; i > 0; i--) {
        take(lines);
      }
    }
  }

  static final class NotFlushing extends MemorySink {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    NotFlushing(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) {
      byte[] bytes = new byte[lines.remaining()];
      lines.get(bytes);
      held.writeBytes(bytes);
    }

    @Override
    public void close() throws IOException {
      super.write(ByteBuffer.wrap(held.toByteArray()));
    }
  }

  static final class FlushingAgainWhatItFlushed extends MemorySink {
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    FlushingAgainWhatItFlushed(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) {
      byte[] bytes = new byte[lines.remaining()];
      lines.get(bytes);
      held.writeBytes(bytes);
    }

    @Override
    public void flush() throws IOException {
      super.write(ByteBuffer.wrap(held.toByteArray()));
    }
  }

  static final class LyingAboutRetraction extends MemorySink {
    LyingAboutRetraction(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public boolean retractTornLine() {
      return true;
    }
  }

  static final class DenyingRetraction extends MemorySink {
    DenyingRetraction(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public boolean retractTornLine() {
      medium.retractLine();
      return false;
    }
  }

  static final class SwallowingFailures extends MemorySink {
    SwallowingFailures(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) {
      try {
        super.write(lines);
      } catch (IOException e) {
        lines.position(lines.limit());
      }
    }
  }

  static final class NeverHealing extends MemorySink {
    private boolean broken;

    NeverHealing(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (broken) {
        throw new IOException("still broken");
      }
      broken = true;
      super.write(lines);
      broken = false;
    }
  }

  static final class ForgettingWhatItTookBeforeAFailure extends MemorySink {
    ForgettingWhatItTookBeforeAFailure(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      int start = lines.position();
      try {
        super.write(lines);
      } catch (IOException e) {
        lines.position(start);
        throw e;
      }
    }
  }

  static final class UnableToCloseUnopened extends MemorySink {
    private boolean open;

    UnableToCloseUnopened(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void open() {
      open = true;
    }

    @Override
    public void close() {
      if (!open) {
        throw new IllegalStateException("not open");
      }
    }
  }

  static final class ClearingAtClose extends MemorySink {
    ClearingAtClose(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void close() {
      medium.clear();
    }
  }

  static final class ClearingAtExit extends MemorySink {
    ClearingAtExit(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void exiting() {
      medium.clear();
    }
  }

  static final class ThrowingFilter extends MemorySink {
    ThrowingFilter(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      if (!record.isEvent()) {
        throw new IllegalArgumentException("no event");
      }
      return true;
    }
  }

  static final class DescribingFilter extends MemorySink {
    DescribingFilter(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      record.describe(null);
      return true;
    }
  }

  static final class KeepingRecords extends MemorySink {
    private final List<CapturedRecord> kept = new ArrayList<>();

    KeepingRecords(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      synchronized (kept) {
        return kept.add(record);
      }
    }
  }

  /** Remembers the last answer in a field that both of its threads use. */
  static final class FickleFilter extends MemorySink {
    private int asked;

    FickleFilter(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      return asked++ % 2 == 0;
    }
  }

  /** Loses a piece now and then, where no single step can see it. */
  static final class LosingItsHundredthPiece extends MemorySink {
    private int pieces;

    LosingItsHundredthPiece(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (++pieces == 100) {
        lines.position(lines.limit());
      } else {
        super.write(lines);
      }
    }
  }

  /** Works on the thread that attached it only. */
  static final class BoundToItsFirstThread extends MemorySink {
    private final Thread owner = Thread.currentThread();

    BoundToItsFirstThread(MemoryMedium medium) {
      super(medium);
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (Thread.currentThread() == owner) {
        super.write(lines);
      } else {
        lines.position(lines.limit());
      }
    }
  }
}
