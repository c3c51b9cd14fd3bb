package io.streamobs.testkit;

import io.streamobs.RecordSinks;
import io.streamobs.spi.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.event.Level;

@ResourceLock(Resources.SYSTEM_OUT)
class SystemOutSinkTest extends RecordSinkContract {

  private final PrintStream own = System.out;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  void replace() {
    System.setOut(new PrintStream(bytes));
  }

  @AfterEach
  void restore() {
    System.setOut(own);
  }

  @Override
  protected RecordSink newSink() {
    return RecordSinks.systemOut(Level.TRACE);
  }

  @Override
  protected byte[] written() {
    return bytes.toByteArray();
  }

  // Between lines: a PrintStream cannot tell how many bytes went before it failed.
  @Override
  protected void failMedium() {
    System.setOut(new PrintStream(new Broken()));
  }

  // A PrintStream that failed once says so for ever; whoever mends it sets another.
  @Override
  protected void healMedium() {
    replace();
  }

  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
