package io.streamobs.benchmarks;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.RootLoggerComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/** Lines through Log4j 2, by its own API. */
final class Log4jLog implements StalledContender.LineLog {

  private static final String CONSOLE = "console";
  private static final String ASYNC = "async";

  private final Logger log = LogManager.getLogger(LineCaller.LOGGER);

  private Log4jLog() {}

  static Log4jLog asyncLogger() {
    System.setProperty(
        "log4j2.contextSelector", "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
    Configurator.initialize(toConsole().add(root(CONSOLE)).build());
    return new Log4jLog();
  }

  static Log4jLog asyncAppender() {
    ConfigurationBuilder<BuiltConfiguration> all = toConsole();
    all.add(
        all.newAppender(ASYNC, "Async")
            .addComponent(all.newComponent("AppenderRef").addAttribute("ref", CONSOLE)));
    Configurator.initialize(all.add(root(ASYNC)).build());
    return new Log4jLog();
  }

  private static RootLoggerComponentBuilder root(String appender) {
    ConfigurationBuilder<BuiltConfiguration> some =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    return some.newRootLogger(Level.INFO).add(some.newAppenderRef(appender));
  }

  private static ConfigurationBuilder<BuiltConfiguration> toConsole() {
    ConfigurationBuilder<BuiltConfiguration> all =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    return all.add(
        all.newAppender(CONSOLE, "CONSOLE")
            .add(
                all.newLayout("JsonTemplateLayout")
                    .addAttribute("eventTemplateUri", "classpath:EcsLayout.json")));
  }

  @Override
  public void info(int n) {
    log.info(StalledCaller.PATTERN, n + 0.5, n + 1.5, n + 2.5, n, true);
  }

  @Override
  public void warn(int n) {
    log.warn(StalledCaller.PATTERN, n + 0.5, n + 1.5, n + 2.5, n, false);
  }

  @Override
  public void close() {
    LogManager.shutdown();
  }
}
