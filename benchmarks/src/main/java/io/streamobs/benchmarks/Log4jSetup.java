package io.streamobs.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ways to set Log4j 2 up, configured by program alone. It reads its properties once in a
 * process, so that each way needs a process of its own.
 */
final class Log4jSetup {

  /** The name of the appender that writes. */
  static final String OUTPUT = "output";

  private static final String ASYNC = "async";

  private Log4jSetup() {}

  /** All loggers hand over to a ring buffer. */
  static LoggerContext asyncLoggers(Log4jOutput output) {
    System.setProperty(
        "log4j2.contextSelector", "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
    return start(withOutput(output), OUTPUT);
  }

  /** The same, where a full ring buffer discards what is less than a warning. */
  static LoggerContext discarding(Log4jOutput output) {
    System.setProperty("log4j2.asyncQueueFullPolicy", "Discard");
    return asyncLoggers(output);
  }

  /** Asynchronous loggers with all that the manual has against garbage. */
  static LoggerContext garbageFree(Log4jOutput output) {
    System.setProperty("log4j2.garbagefreeThreadContextMap", "true");
    System.setProperty("log4j2.enableThreadlocals", "true");
    System.setProperty("log4j2.enableDirectEncoders", "true");
    return asyncLoggers(output);
  }

  /** An appender with a blocking queue, before the one that writes. */
  static LoggerContext asyncAppender(Log4jOutput output) {
    ConfigurationBuilder<BuiltConfiguration> all = withOutput(output);
    all.add(
        all.newAppender(ASYNC, "Async")
            .addComponent(all.newComponent("AppenderRef").addAttribute("ref", OUTPUT)));
    return start(all, ASYNC);
  }

  private static LoggerContext start(
      ConfigurationBuilder<BuiltConfiguration> all, String appender) {
    all.add(all.newRootLogger(Level.INFO).add(all.newAppenderRef(appender)));
    return Configurator.initialize(all.build());
  }

  private static ConfigurationBuilder<BuiltConfiguration> withOutput(Log4jOutput output) {
    ConfigurationBuilder<BuiltConfiguration> all =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    AppenderComponentBuilder appender = all.newAppender(OUTPUT, output.plugin());
    output.attributes().forEach(appender::addAttribute);
    return all.add(
        appender.add(
            all.newLayout("JsonTemplateLayout").addAttribute("eventTemplate", template())));
  }

  private static String template() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(
        "ts",
        Map.of(
            "$resolver",
            "timestamp",
            "pattern",
            Map.of("format", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "timeZone", "UTC")));
    fields.put("level", Map.of("$resolver", "level", "field", "name"));
    fields.put("service", LogbackContext.SERVICE);
    fields.put("component", LogbackContext.COMPONENT);
    fields.put("event", "log_message");
    fields.put("message", Map.of("$resolver", "message", "stringified", true));
    Correlation.FIELDS.forEach(
        field -> fields.put(field, Map.of("$resolver", "mdc", "key", field)));
    fields.put("logger", Map.of("$resolver", "logger", "field", "name"));
    fields.put("thread", Map.of("$resolver", "thread", "field", "name"));
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
