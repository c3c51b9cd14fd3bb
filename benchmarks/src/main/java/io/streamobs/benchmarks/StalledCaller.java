package io.streamobs.benchmarks;

import io.streamobs.benchmarks.StalledContender.LineLog;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Logs to a standard output that nobody reads, in a process of its own. Says on standard error how
 * far its thread came within the time limit, and ends once the reader is back.
 */
public final class StalledCaller {

  static final String SAYS = "stalled-caller ";

  private static final int WARN_EVERY = 20;
  private static final long AFTERWARDS_SECONDS = 20;

  private final int lines;
  private final CountDownLatch done = new CountDownLatch(1);

  private volatile int completed;
  private volatile long longest;
  private volatile long began;

  private StalledCaller(int lines) {
    this.lines = lines;
  }

  /**
   * @param args contender, lines, and the limit in milliseconds
   */
  public static void main(String[] args) throws Exception {
    LineLog log = StalledContender.valueOf(args[0]).open();
    new StalledCaller(Integer.parseInt(args[1])).run(log, Long.parseLong(args[2]));
    System.exit(0); // whoever still hangs does so in a thread that nobody needs
  }

  private void run(LineLog log, long limitMillis) throws InterruptedException {
    Thread caller = new Thread(() -> makeLines(log), "caller");
    caller.setDaemon(true);
    caller.start();
    boolean returned = done.await(limitMillis, TimeUnit.MILLISECONDS);
    long under = returned ? 0 : System.nanoTime() - began;
    boolean hangs = under > longest && under > TimeUnit.MILLISECONDS.toNanos(limitMillis / 2);
    System.err.println(SAYS + completed + " " + Math.max(longest, under) + " " + hangs);
    boolean unusedEnded = done.await(AFTERWARDS_SECONDS, TimeUnit.SECONDS);
    log.close();
    System.out.flush();
  }

  private void makeLines(LineLog log) {
    for (int n = 1; n <= lines; n++) {
      long start = System.nanoTime();
      began = start;
      if (n % WARN_EVERY == 0) {
        log.warn(n);
      } else {
        log.info(n);
      }
      longest = Math.max(longest, System.nanoTime() - start);
      completed = n;
    }
    done.countDown();
  }
}
