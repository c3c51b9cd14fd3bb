package io.streamobs.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** One encoder in a process of its own. */
public final class EncodingProcess {

  private static final int LEAST_PASSES = 3;

  private EncodingProcess() {}

  /**
   * Prints how long a line takes, in ns, as the median of all passes over the events, and its
   * bytes.
   *
   * @param args encoder, milliseconds to warm up, milliseconds to measure
   */
  public static void main(String[] args) {
    Encoding encoding = EncodingContender.valueOf(args[0]).start();
    passes(encoding, Long.parseLong(args[1]));
    double[] nanos = passes(encoding, Long.parseLong(args[2]));
    Arrays.sort(nanos);
    System.out.printf(Locale.ROOT, "%.1f %d%n", nanos[nanos.length / 2], encoding.encode(0));
    Runtime.getRuntime().halt(0); // some leave threads behind
  }

  private static double[] passes(Encoding encoding, long millis) {
    DoubleStream.Builder passes = DoubleStream.builder();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (int n = 0; n < LEAST_PASSES || System.nanoTime() - end < 0; n++) {
      passes.add(pass(encoding));
    }
    return passes.build().toArray();
  }

  private static double pass(Encoding encoding) {
    long start = System.nanoTime();
    long bytes = 0;
    for (int event = 0; event < Encoding.EVENTS; event++) {
      bytes += encoding.encode(event);
    }
    long took = System.nanoTime() - start;
    if (bytes == 0) {
      throw new IllegalStateException("nothing was encoded");
    }
    return (double) took / Encoding.EVENTS;
  }
}
