package io.streamobs.logback;

import io.streamobs.CorrelationContext;
import io.streamobs.ObsProcess;
import io.streamobs.spi.ContextListener;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Keeps the correlation fields of the current scope in the MDC under their canonical names, so that
 * {@code %X{runId}} works in other appenders. {@link ObsAppender}'s own lines have the fields
 * without it.
 *
 * <p>Threads: each thread's MDC follows that thread's scopes; install it before the first scope
 * opens. An entry of the application's own under one of the names stays as it is, and nothing but
 * the mirror's own entries is removed. Costs each opening and closing of a scope some microseconds.
 */
public final class MdcMirror {

  private MdcMirror() {}

  /**
   * Begins to mirror.
   *
   * @return ends it; entries of scopes that are open on other threads stay until those replace
   *     their MDC
   */
  public static AutoCloseable install() {
    Mirror mirror = new Mirror();
    AutoCloseable registration = ObsProcess.addContextListener(mirror);
    return () -> {
      registration.close();
      mirror.changed(null);
    };
  }

  private static final class Mirror implements ContextListener {

    // What we put on this thread; of the JDK's classes only, and only while a scope is open.
    @SuppressWarnings("ThreadLocalUsage") // two mirrors must not mistake each other's for their own
    private final ThreadLocal<@Nullable Map<String, String>> put = new ThreadLocal<>();

    @Override
    public void changed(@Nullable CorrelationContext now) {
      Map<String, String> before = put.get();
      Map<String, String> after = new HashMap<>();
      if (now != null) {
        now.forEach((field, value) -> show(field.json(), value, before, after));
      }
      if (before != null) {
        before.forEach((name, value) -> hide(name, value, after));
      }
      if (after.isEmpty()) {
        put.remove();
      } else {
        put.set(after);
      }
    }

    private static void show(
        String name,
        String value,
        @Nullable Map<String, String> before,
        Map<String, String> after) {
      String present = MDC.get(name);
      boolean ours = before != null && present != null && present.equals(before.get(name));
      if (present != null && !ours) {
        return;
      }
      if (!value.equals(present)) {
        MDC.put(name, value);
      }
      after.put(name, value);
    }

    private static void hide(String name, String value, Map<String, String> after) {
      if (!after.containsKey(name) && value.equals(MDC.get(name))) {
        MDC.remove(name);
      }
    }
  }
}
