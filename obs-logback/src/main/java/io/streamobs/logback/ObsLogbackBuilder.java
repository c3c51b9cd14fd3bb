package io.streamobs.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Settings of an {@link ObsLogback}; see {@link ObsAppender} for what they mean and their defaults.
 * Threads: one.
 */
public final class ObsLogbackBuilder {

  private final ObsAppender appender = new ObsAppender();
  private @Nullable LoggerContext context;
  private boolean keepOthers;

  ObsLogbackBuilder() {
    appender.setName("OBS");
  }

  /** One more output. Default, where there is none: standard output. */
  public ObsLogbackBuilder output(Output output) {
    appender.add(output);
    return this;
  }

  /** Keeps the root logger's other appenders. Default: they are replaced. */
  public ObsLogbackBuilder keepOtherAppenders() {
    keepOthers = true;
    return this;
  }

  /** Whether lines of {@code java.util.logging} are taken too. Default: true. */
  public ObsLogbackBuilder captureJul(boolean capture) {
    appender.setCaptureJul(Boolean.toString(capture));
    return this;
  }

  /** Whether exceptions that end a thread become events. Default: false. */
  public ObsLogbackBuilder captureUncaught(boolean capture) {
    appender.setCaptureUncaught(Boolean.toString(capture));
    return this;
  }

  /** Whether the MDC shows the correlation fields. Default: false. */
  public ObsLogbackBuilder mirrorMdc(boolean mirror) {
    appender.setMirrorMdc(Boolean.toString(mirror));
    return this;
  }

  /** Another context than the one that SLF4J is bound to. */
  public ObsLogbackBuilder context(LoggerContext newContext) {
    context = newContext;
    return this;
  }

  /**
   * Installs it on the root logger. To be called once.
   *
   * @throws io.streamobs.ConfigurationException when a setting cannot be used, or SLF4J is not
   *     bound to Logback; nothing has changed then
   */
  public ObsLogback install() {
    LoggerContext target = context == null ? activeContext() : context;
    appender.setContext(target);
    appender.open();
    Logger root = target.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    List<Appender<ILoggingEvent>> replaced = keepOthers ? List.of() : appenders(root);
    root.addAppender(appender);
    replaced.forEach(root::detachAppender);
    return new ObsLogback(root, appender, replaced);
  }

  private static LoggerContext activeContext() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext active) {
      return active;
    }
    throw Setting.bad(
        "SLF4J's binding",
        factory.getClass().getName(),
        "remove other bindings than logback-classic from the class path, or name a context");
  }

  private static List<Appender<ILoggingEvent>> appenders(Logger root) {
    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      appenders.add(all.next());
    }
    return appenders;
  }
}
