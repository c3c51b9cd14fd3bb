package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.config.Durations;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.ServiceThread;
import io.streamobs.spi.Snapshots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.event.Level;

/**
 * What an external program says, on its way into the log of the stage that runs it. Made by {@link
 * Stage#follow}.
 *
 * <p>A thread of its own reads until the program has closed its output; each line is a DEBUG event
 * {@code tool_output}. A carriage return ends a line too, as those of progress do, and a line of
 * more than 4,096 bytes is taken in parts.
 *
 * <p>Threads: any. Failure: nothing throws; an output that breaks off says so in a last line.
 */
public final class ToolOutput implements AutoCloseable {

  private static final int MOST_LINE = 4_096;
  private static final int PIECE = 8_192;
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  private final Core core;
  private final CorrelationContext context;
  private final String tool;
  private final InputStream output;
  private final ServiceThread reader;
  private final byte[] line = new byte[MOST_LINE];
  private int length;

  ToolOutput(Core core, CorrelationContext context, String tool, InputStream output) {
    this.core = core;
    this.context = context;
    this.tool = core.name(tool, "tool", context);
    this.output = output;
    this.reader = new ServiceThread("obs-tool-" + this.tool, this::read);
    start();
  }

  // Without a thread the program is not heard, and must not wait for a reader that never comes.
  private void start() {
    try {
      reader.start();
    } catch (Throwable noThread) { // out of memory, or of what a process may have
      core.misuse(Misuse.Kind.INTERNAL_ERROR, context, "a tool cannot be followed: " + noThread);
      closeQuietly();
    }
  }

  private void closeQuietly() {
    try {
      output.close();
    } catch (IOException | RuntimeException e) {
      return;
    }
  }

  private void read() {
    byte[] piece = new byte[PIECE];
    try (InputStream in = output) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        take(piece, count);
      }
      emit();
    } catch (IOException | RuntimeException e) { // somebody else closed it, say
      emit();
      say("its output broke off: " + e);
    }
  }

  private void take(byte[] piece, int count) {
    for (int i = 0; i < count; i++) {
      if (piece[i] == '\n' || piece[i] == '\r') {
        emit();
      } else {
        if (length == MOST_LINE) {
          emit();
        }
        line[length++] = piece[i];
      }
    }
  }

  private void emit() {
    if (length > 0) {
      say(new String(line, 0, length, StandardCharsets.UTF_8));
      length = 0;
    }
  }

  private void say(String text) {
    core.emit(new ToolLine(core.clock.epochMillis(), context, tool, text));
  }

  /**
   * Waits until the program has closed its output and all that it said is on its way. Not for a
   * live thread, unless the program has ended.
   *
   * @return whether that came about in time
   */
  public boolean await(Duration timeout) {
    try {
      reader.join(Math.max(1, Durations.nanos(timeout) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !reader.isAlive();
  }

  /** The same for a second at most. What the program says later is read all the same. */
  @Override
  public void close() {
    boolean unusedInTime = await(USUAL_WAIT);
  }

  private static final class ToolLine extends CapturedRecord {

    private final String tool;
    private final String text;

    ToolLine(long epochMillis, CorrelationContext context, String tool, String text) {
      super(Level.DEBUG, epochMillis, context);
      this.tool = tool;
      this.text = text;
    }

    @Override
    public void describe(RecordWriter writer) {
      writer.event(LibraryEvent.TOOL_OUTPUT.json());
      writer.message(text);
      writer.detail("tool", tool);
    }

    @Override
    public boolean isEvent() {
      return true;
    }

    @Override
    public boolean isForLogsOnly() {
      return true;
    }

    @Override
    public int weight() {
      return Snapshots.weight(text);
    }
  }
}
