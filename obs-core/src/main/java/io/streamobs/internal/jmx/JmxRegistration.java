package io.streamobs.internal.jmx;

import io.streamobs.Health;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a pipeline's bean in the platform's server while the pipeline runs. The server costs a host
 * that does not use it some ten milliseconds of a processor, so that it is looked up once the
 * program has started, on a thread for that only, and by programs that run for seconds not at all.
 *
 * <p>Failure: none is of interest to anybody; the bean is not there then.
 */
public final class JmxRegistration implements Runnable {

  private static final long AFTER_START = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_OF_A_NAME = 64;

  private final String name;
  private final PipelineBean bean;
  private final long delayNanos;
  private boolean ended;
  private @Nullable ObjectName registered;

  public JmxRegistration(String name, Supplier<Health> health) {
    this(name, health, AFTER_START);
  }

  JmxRegistration(String name, Supplier<Health> health, long delayNanos) {
    this.name = name;
    this.bean = new PipelineBean(health);
    this.delayNanos = delayNanos;
  }

  /** The body of its thread. */
  @Override
  public void run() {
    try {
      awaitDelay();
      register();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitDelay() throws InterruptedException {
    long end = System.nanoTime() + delayNanos;
    for (long left = delayNanos; left > 0 && !ended; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private synchronized void register() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      for (int number = 1; number <= MOST_OF_A_NAME && !ended && registered == null; number++) {
        registered = register(server, number);
      }
    } catch (JMException | RuntimeException | LinkageError e) { // no server, or no right to use it
      ended = true;
    }
  }

  private @Nullable ObjectName register(MBeanServer server, int number) throws JMException {
    ObjectName wanted = objectName(number);
    try {
      return server.registerMBean(bean, wanted).getObjectName();
    } catch (InstanceAlreadyExistsException taken) { // another class loader's, or a second one
      return null;
    }
  }

  private ObjectName objectName(int number) throws JMException {
    boolean plain = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
    String quoted = plain ? name : ObjectName.quote(name);
    String instance = number == 1 ? "" : ",instance=" + number;
    return new ObjectName("io.streamobs:type=Pipeline,name=" + quoted + instance);
  }

  /** The pipeline has ended: takes the bean away, and lets no later one in. */
  public synchronized void end() {
    ended = true;
    notifyAll();
    ObjectName present = registered;
    if (present == null) {
      return;
    }
    registered = null;
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(present);
    } catch (JMException | RuntimeException e) { // somebody else took it away
      return;
    }
  }
}
