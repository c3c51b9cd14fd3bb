package io.streamobs.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.streamobs.spi.LogBridge;
import io.streamobs.spi.RecordPipeline;

/**
 * Logback's bridge: an appender on the root logger of the context that SLF4J is bound to. Sees what
 * the configured levels let through. Found by the service loader.
 */
public final class LogbackBridge implements LogBridge {

  public LogbackBridge() {}

  @Override
  public boolean isActive() {
    return LogBridge.boundFactory() instanceof LoggerContext;
  }

  @Override
  public Installation install(RecordPipeline pipeline) {
    if (!(LogBridge.boundFactory() instanceof LoggerContext context)) {
      return () -> {};
    }
    BridgeAppender appender = new BridgeAppender();
    appender.setContext(context);
    appender.setName("OBS-BRIDGE");
    appender.pipeline(pipeline);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    return () -> {
      root.detachAppender(appender);
      appender.stop();
    };
  }

  private static final class BridgeAppender extends PipelineAppender {}
}
