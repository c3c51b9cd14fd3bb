package io.streamobs.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.streamobs.RecordSinks;
import io.streamobs.spi.RetentionPolicy;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Producers that log as fast as they can and lose nothing, in a process of its own. Says what it
 * took until the last byte was in the file. Lines that warm the code up come before, and are
 * through when the watch starts.
 */
public final class ThroughputProcess {

  private static final long QUIET_MILLIS = 300;
  private static final int MOST_LINE_BYTES = 700;
  // Files change as ever, but the default would keep no more than 1 GiB of them.
  private static final RetentionPolicy ALL =
      RetentionPolicy.builder().maxAge(Duration.ofDays(1)).build();

  private final Installation installation;
  private final WrittenLines written;
  private final int producers;

  private ThroughputProcess(Installation installation, WrittenLines written, int producers) {
    this.installation = installation;
    this.written = written;
    this.producers = producers;
  }

  /**
   * Prints seconds, and processor seconds of the whole process.
   *
   * @param args contender, producers, bursts, lines of each producer in a burst, its lines that
   *     count, an empty folder
   */
  public static void main(String[] args) throws Exception {
    Contender contender = Contender.valueOf(args[0]);
    Path folder = Path.of(args[5]);
    Installation installation =
        contender == Contender.OBS
            ? new ObsInstallation(RecordSinks.file(folder).keep(ALL).build())
            : contender.install(folder.resolve("log.jsonl"));
    ThroughputProcess process =
        new ThroughputProcess(installation, new WrittenLines(folder), Integer.parseInt(args[1]));
    int before = process.warmUp(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    int lines = Integer.parseInt(args[4]);
    touchMemory(folder, (long) process.producers * lines * MOST_LINE_BYTES);
    process.run(lines, before);
    Runtime.getRuntime().halt(0); // some leave threads behind
  }

  // What is compiled while lines come is often thrown away when they stop, and the reverse.
  private int warmUp(int bursts, int burst) throws Exception {
    for (int i = 0; i < bursts; i++) {
      produce(burst);
      awaitQuiet();
    }
    return producers * bursts * burst;
  }

  // The system takes the files into memory that nobody used lately. On a virtual machine the first
  // touch of it can cost more than all that a contender does.
  private static void touchMemory(Path folder, long bytes) throws IOException {
    Path file = Files.createTempFile(folder.toAbsolutePath().getParent(), "touched", "");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
      ByteBuffer some = ByteBuffer.allocateDirect(1 << 16);
      while (channel.size() < bytes) {
        channel.write(some.clear());
      }
    }
  }

  private void run(int lines, int before) throws Exception {
    int all = producers * lines + before;
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long used = machine.getProcessCpuTime();
    long start = System.nanoTime();
    produce(lines);
    boolean flushed = installation.flush();
    if (!flushed) {
      installation.end(all);
    }
    long took = System.nanoTime() - start;
    long processor = machine.getProcessCpuTime() - used;
    if (flushed) { // which may bring the file to the disk as well
      installation.end(all);
    }
    written.require(all);
    System.out.printf(Locale.ROOT, "%.6f %.6f%n", took / 1e9, processor / 1e9);
  }

  private void produce(int each) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(producers);
    for (int i = 0; i < producers; i++) {
      new Thread(() -> produce(each, done), "producer-" + i).start();
    }
    done.await();
  }

  private void produce(int each, CountDownLatch done) {
    try (Caller caller = installation.caller(Workload.LINE)) {
      for (int n = 0; n < each; n++) {
        caller.call();
      }
    } finally {
      done.countDown();
    }
  }

  // Until nothing is written or compiled any more. Some keep lines back until their end.
  private void awaitQuiet() throws Exception {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long seen = -1;
    for (long now = 0; seen != now; now = written.size() + compiler.getTotalCompilationTime()) {
      seen = now;
      TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
    }
  }
}
