package io.streamobs.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/**
 * A program that says on standard error that it runs, writes one line, and lives on until its
 * standard input ends: whoever writes on a thread of its own must not be helped by an end.
 */
public final class StartProcess {

  /** Its first act, in one byte. */
  static final int ENTERED = '>';

  private StartProcess() {}

  /**
   * @param args the contender
   */
  @SuppressWarnings("resource") // the descriptor is the process's
  public static void main(String[] args) throws IOException {
    new FileOutputStream(FileDescriptor.err).write(ENTERED);
    if (args[0].equals("NO_LOGGING")) { // not the enum, for the floor to load nothing else
      System.out.println("loudness -23.0 LUFS, gain 1.5 dB");
    } else {
      log();
    }
    while (System.in.read() >= 0) {
      continue; // nobody writes there
    }
  }

  private static void log() {
    LoggerFactory.getLogger(Line.LOGGER)
        .info(
            Line.PATTERN,
            Line.loudness(1),
            Line.gain(1),
            Line.peak(1),
            Line.samples(1),
            Line.clip(1));
  }
}
