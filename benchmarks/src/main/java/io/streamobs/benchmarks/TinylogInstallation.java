package io.streamobs.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.tinylog.Logger;
import org.tinylog.ThreadContext;
import org.tinylog.configuration.Configuration;
import org.tinylog.provider.ProviderRegistry;

/**
 * tinylog with its JSON writer on its writing thread, and the context in its ThreadContext. It
 * reads its configuration once in a process.
 */
final class TinylogInstallation implements Installation {

  TinylogInstallation(Path destination) {
    Map<String, String> all = new HashMap<>();
    all.put("level", "info");
    all.put("writingthread", "true");
    all.put("autoshutdown", "false");
    all.put("writer", TinylogCountingWriter.NAME);
    all.put("writer.file", destination.toString());
    all.put("writer.format", "LDJSON");
    all.put("writer.charset", "UTF-8");
    all.put(
        "writer.append", "true"); // else it would cut the file off, which a device does not take
    all.put("writer.buffered", "true"); // the thread flushes after each batch
    fields().forEach((name, pattern) -> all.put("writer.field." + name, pattern));
    Configuration.replace(all);
  }

  private static Map<String, String> fields() {
    Map<String, String> fields = new HashMap<>();
    fields.put("ts", "{date: yyyy-MM-dd'T'HH:mm:ss.SSSXXX}");
    fields.put("level", "{level}");
    fields.put("service", LogbackContext.SERVICE);
    fields.put("component", LogbackContext.COMPONENT);
    fields.put("event", "log_message");
    fields.put("message", "{message}");
    fields.put("logger", "{tag}");
    fields.put("thread", "{thread}");
    Correlation.FIELDS.forEach(field -> fields.put(field, "{context: " + field + "}"));
    return fields;
  }

  @Override
  public Caller caller(Workload workload) {
    Correlation.enterFragment(ThreadContext::put);
    Correlation.enterStage(ThreadContext::put);
    return new TinylogLineCaller(Logger.tag(Line.LOGGER));
  }

  @Override
  public double end(long calls) {
    try {
      ProviderRegistry.getLoggingProvider().shutdown(); // writes what waits
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Losses.share(calls, TinylogCountingWriter.written());
  }
}
