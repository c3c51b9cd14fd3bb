package io.streamobs.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.LoggerContextListener;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Brings the lines of {@code java.util.logging} to SLF4J. Its root logger is one for the process,
 * and so is this: the first user takes the root's handlers away, the last one puts them back.
 */
final class JulCapture implements AutoCloseable {

  private static final List<Handler> TAKEN = new ArrayList<>();
  private static int users;
  private static @Nullable Handler bridge;
  private static @Nullable Level levelBefore;

  private final LoggerContext context;
  private final @Nullable LevelChangePropagator propagator;
  private boolean closed;

  private JulCapture(LoggerContext context) {
    this.context = context;
    this.propagator = hasPropagator(context) ? null : newPropagator(context);
  }

  static JulCapture install(LoggerContext context) {
    synchronized (TAKEN) {
      if (users++ == 0) {
        take();
      }
    }
    return new JulCapture(context);
  }

  private static void take() {
    Logger root = root();
    levelBefore = root.getLevel();
    boolean bridged = SLF4JBridgeHandler.isInstalled();
    for (Handler handler : root.getHandlers()) {
      if (!(handler instanceof SLF4JBridgeHandler)) {
        TAKEN.add(handler);
        root.removeHandler(handler);
      }
    }
    if (!bridged) {
      bridge = new JulBridge();
      root.addHandler(bridge);
    }
  }

  private static void giveBack() {
    Logger root = root();
    if (bridge != null) {
      root.removeHandler(bridge);
      bridge = null;
    }
    TAKEN.forEach(root::addHandler);
    TAKEN.clear();
    root.setLevel(levelBefore);
  }

  private static Logger root() {
    return LogManager.getLogManager().getLogger("");
  }

  private static boolean hasPropagator(LoggerContext context) {
    for (LoggerContextListener listener : context.getCopyOfListenerList()) {
      if (listener instanceof LevelChangePropagator) {
        return true;
      }
    }
    return false;
  }

  // Without it JUL would drop what Logback wants, and make what Logback drops.
  private static LevelChangePropagator newPropagator(LoggerContext context) {
    LevelChangePropagator made = new LevelChangePropagator();
    made.setContext(context);
    made.start();
    context.addListener(made);
    return made;
  }

  @Override
  public void close() {
    synchronized (TAKEN) {
      if (closed) {
        return;
      }
      closed = true;
      if (propagator != null) {
        context.removeListener(propagator);
      }
      if (--users == 0) {
        giveBack();
      }
    }
  }
}
