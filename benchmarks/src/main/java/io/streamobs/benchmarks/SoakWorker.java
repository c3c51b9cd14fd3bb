package io.streamobs.benchmarks;

import io.streamobs.Obs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes runs without an end, about a megabyte a second: four streams with a run every 20 seconds,
 * and one whose runs stay open for minutes. Says on standard output which run has a bundle, and
 * which is over; ends when standard input does.
 */
public final class SoakWorker {

  private static final int STREAMS = 4;

  private SoakWorker() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    AtomicBoolean ending = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    try (Obs obs = Obs.fromEnvironment()) {
      for (int n = 1; n <= STREAMS; n++) {
        threads.add(new Thread(SoakStream.busy(obs, "stream-" + n, ending)));
      }
      threads.add(new Thread(SoakStream.steady(obs, "stream-long", ending)));
      threads.forEach(Thread::start);
      System.in.transferTo(OutputStream.nullOutputStream());
      ending.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
