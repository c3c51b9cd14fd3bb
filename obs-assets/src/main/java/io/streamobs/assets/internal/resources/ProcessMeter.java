package io.streamobs.assets.internal.resources;

import com.sun.management.ThreadMXBean;
import io.streamobs.spi.StageMeter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Processor time and allocated memory of the stage's thread, where it begins and ends on one; and
 * the memory of the process, as it was when somebody last looked.
 */
public final class ProcessMeter implements StageMeter {

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final int RESIDENT = 1;
  // Of Linux on all machines that a JDK has Linux packages for, but some of ARM, where it is more.
  private static final long PAGE_BYTES = 4_096;

  /** What a thread had used. */
  private record Used(long threadId, long cpuNanos, long allocatedBytes) {}

  private final @Nullable ThreadMXBean threads = threads();
  private volatile long residentBytes;

  // Another JVM than HotSpot and its kin has another bean.
  private static @Nullable ThreadMXBean threads() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported()
            && bean.isThreadAllocatedMemoryEnabled()
            && bean.isCurrentThreadCpuTimeSupported()
            && bean.isThreadCpuTimeEnabled()
        ? bean
        : null;
  }

  /** Looks at the memory of the process. A thread that may wait for it. */
  public void look() {
    try {
      String[] pages = Files.readString(STATM).split(" ", -1);
      residentBytes = Long.parseLong(pages[RESIDENT]) * PAGE_BYTES;
    } catch (IOException | RuntimeException e) { // another system
      residentBytes = 0;
    }
  }

  @Override
  public @Nullable Object begin() {
    ThreadMXBean bean = threads;
    // A virtual thread has no processor time of its own.
    long cpu = bean == null ? -1 : bean.getCurrentThreadCpuTime();
    return bean == null || cpu < 0
        ? null
        : new Used(threadId(), cpu, bean.getThreadAllocatedBytes(threadId()));
  }

  @SuppressWarnings("deprecation") // its successor is younger than JDK 17
  private static long threadId() {
    return Thread.currentThread().getId();
  }

  @Override
  public void end(@Nullable Object begun, Reading reading) {
    ThreadMXBean bean = threads;
    if (bean != null && begun instanceof Used used && used.threadId() == threadId()) {
      reading.put("cpu_us", (bean.getCurrentThreadCpuTime() - used.cpuNanos()) / 1_000);
      reading.put(
          "allocated_bytes", bean.getThreadAllocatedBytes(threadId()) - used.allocatedBytes());
    }
    long resident = residentBytes;
    if (resident > 0) {
      reading.put("rss_bytes", resident);
    }
  }
}
