package io.streamobs.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import com.sun.management.OperatingSystemMXBean;
import io.streamobs.Ledger.Reason;
import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.logback.ObsAppender;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.SinkOptions;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process in one state, which says on standard error what it takes: the processor while it does
 * nothing, and what it keeps beyond what was there before, after a collection.
 */
public final class FootprintProcess {

  /** What the process has. */
  enum State {
    /** Nothing of this library. */
    EMPTY,
    /** Standard output and a second output, with no line for a while. */
    IDLE,
    /** The queue and a buffer full of usual lines, and nobody who takes them. */
    FULL
  }

  private static final int WARM_UP = 2_000;
  private static final int MORE_THAN_FIT = 40_000;

  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean holds;

  private FootprintProcess() {}

  /**
   * @param args state, seconds to let it come to rest, seconds to watch it
   */
  public static void main(String[] args) throws Exception {
    State state = State.valueOf(args[0]);
    LogbackContext.fresh();
    long heap = heap();
    long direct = direct();
    if (state != State.EMPTY) {
      new FootprintProcess().enter(state);
    }
    TimeUnit.SECONDS.sleep(Integer.parseInt(args[1]));
    double share = processorShare(Integer.parseInt(args[2]));
    System.err.printf(
        Locale.ROOT,
        "%12.2f %12d %12d%n",
        share * 100,
        (heap() - heap) / 1_024,
        (direct() - direct) / 1_024);
    Runtime.getRuntime().halt(0); // an orderly end would wait for lines that nobody takes
  }

  private void enter(State state) {
    ChannelSink file = new ChannelSink(Contender.NOWHERE);
    Obs.builder().service("footprint").captureUncaught(false).sink(file).open();
    LoggerContext context = LogbackContext.fresh();
    ObsAppender appender = new ObsAppender();
    appender.setContext(context);
    appender.setName("OBS");
    appender.start();
    LogbackContext.add(context, appender);
    LineCaller caller = new LineCaller(LogbackContext.logger(context), () -> {});
    call(caller, WARM_UP);
    if (state == State.FULL) {
      ObsProcess.pipeline().attach(new Stuck(), SinkOptions.ofDefaults());
      while (!isBufferFull()) {
        call(caller, 1);
      }
      holds = true;
      call(caller, MORE_THAN_FIT);
    }
  }

  private static boolean isBufferFull() {
    return ObsProcess.pipeline().health().sinks().stream()
        .anyMatch(sink -> sink.dropped(Reason.SINK_FULL) > 0);
  }

  private static void call(LineCaller caller, int times) {
    for (int i = 0; i < times; i++) {
      caller.call();
    }
  }

  /** Takes nothing, and holds the pipeline's own thread when it is told to. */
  private final class Stuck implements RecordSink {

    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      if (holds) {
        hang();
      }
      return true;
    }

    @Override
    public void write(ByteBuffer lines) {
      hang();
    }

    private void hang() {
      try {
        never.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static double processorShare(int seconds) throws InterruptedException {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = System.nanoTime();
    long before = machine.getProcessCpuTime();
    TimeUnit.SECONDS.sleep(seconds);
    return (double) (machine.getProcessCpuTime() - before) / (System.nanoTime() - start);
  }

  private static long heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
