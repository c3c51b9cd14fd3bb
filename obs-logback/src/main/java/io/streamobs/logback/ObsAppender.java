package io.streamobs.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import io.streamobs.ConfigurationException;
import io.streamobs.ObsProcess;
import io.streamobs.spi.RecordPipeline;
import io.streamobs.spi.SinkHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes Logback's lines into the pipeline of the process, from where they go to the outputs nested
 * here: structured, with the correlation fields, and together with the library's events.
 *
 * <pre>{@code
 * <configuration>
 *   <appender name="OBS" class="io.streamobs.logback.ObsAppender"/>
 *   <root level="INFO"><appender-ref ref="OBS"/></root>
 * </configuration>
 * }</pre>
 *
 * <p>Without a nested output it writes to standard output. The library's events appear at the level
 * of the logger {@code io.streamobs.events}. Further elements, each {@code true} or {@code false}:
 * {@code captureJul} (default true) brings the lines of {@code java.util.logging} here, {@code
 * captureUncaught} (default false; an {@link io.streamobs.Obs} does it itself) exceptions that end
 * a thread, {@code mirrorMdc} (default false) keeps the correlation fields in the MDC for other
 * appenders; see {@link MdcMirror}. A {@code throwableConverter} renders stacks instead of the
 * pipeline.
 *
 * <p>Threads: any; a caller never waits, and nothing is formatted on its thread but arguments that
 * can change. Failure: a setting that cannot be used is an error status of Logback's that names it,
 * and the appender stays stopped. Appending never throws.
 */
public final class ObsAppender extends PipelineAppender {

  private static final Duration CLOSE = Duration.ofSeconds(2);

  private final List<Output> outputs = new ArrayList<>();
  private final List<AutoCloseable> captures = new ArrayList<>();
  private final List<SinkHandle> sinks = new ArrayList<>();
  private @Nullable String captureJul;
  private @Nullable String captureUncaught;
  private @Nullable String mirrorMdc;
  private @Nullable ThrowableHandlingConverter throwableConverter;

  public ObsAppender() {}

  /** One more output: standard output. */
  public void addStdout(StdoutOutput output) {
    add(output);
  }

  /** One more output: files. */
  public void addFile(FileOutput output) {
    add(output);
  }

  void add(Output output) {
    outputs.add(output);
  }

  /** Whether lines of {@code java.util.logging} come here, instead of to its own handlers. */
  public void setCaptureJul(String flag) {
    captureJul = flag;
  }

  /** Whether exceptions that end a thread become events. */
  public void setCaptureUncaught(String flag) {
    captureUncaught = flag;
  }

  /** Whether the MDC shows the correlation fields. */
  public void setMirrorMdc(String flag) {
    mirrorMdc = flag;
  }

  /**
   * What renders the stacks of exceptions, such as logstash's {@code ShortenedThrowableConverter}.
   */
  public void setThrowableConverter(ThrowableHandlingConverter converter) {
    throwableConverter = converter;
  }

  @Override
  @Nullable ThrowableHandlingConverter throwableConverter() {
    return throwableConverter;
  }

  @Override
  public void start() {
    try {
      open();
    } catch (ConfigurationException e) {
      addError("Appender [" + getName() + "] stays stopped. " + e.getMessage());
    }
  }

  /**
   * @throws ConfigurationException when a setting cannot be used; nothing is open then
   */
  synchronized void open() {
    if (isStarted()) {
      return;
    }
    try {
      LoggerContext context = requireContext();
      StatusReporter statuses = StatusReporter.install(context);
      boolean jul = Setting.flag("captureJul", captureJul, true);
      boolean uncaught = Setting.flag("captureUncaught", captureUncaught, false);
      boolean mirror = Setting.flag("mirrorMdc", mirrorMdc, false);
      attachOutputs(context);
      super.start();
      capture(context, jul, uncaught, mirror);
      if (statuses != null) {
        statuses.goLive();
      }
    } catch (ConfigurationException e) {
      close();
      throw e;
    }
  }

  private LoggerContext requireContext() {
    if (getContext() instanceof LoggerContext context) {
      return context;
    }
    throw Setting.bad("context", getContext(), "set the LoggerContext before you start it");
  }

  private void attachOutputs(LoggerContext context) {
    RecordPipeline pipeline = ObsProcess.pipeline();
    if (outputs.isEmpty()) {
      outputs.add(new StdoutOutput());
    }
    for (Output output : outputs) {
      sinks.add(output.attach(pipeline, this, context));
    }
    pipeline(pipeline);
  }

  private void capture(LoggerContext context, boolean jul, boolean uncaught, boolean mirror) {
    if (jul) {
      captures.add(JulCapture.install(context));
    }
    if (uncaught) {
      captures.add(ObsProcess.captureUncaught());
    }
    if (mirror) {
      captures.add(MdcMirror.install());
    }
  }

  /** Ends, within two seconds, with all lines written that were there before. */
  @Override
  public synchronized void stop() {
    super.stop();
    close();
  }

  private void close() {
    captures.forEach(ObsAppender::closeQuietly);
    captures.clear();
    if (!sinks.isEmpty()) {
      ObsProcess.pipeline().close(sinks, CLOSE);
      sinks.clear();
    }
  }

  private static void closeQuietly(AutoCloseable capture) {
    try {
      capture.close();
    } catch (Exception e) { // none of ours throws
      return;
    }
  }
}
