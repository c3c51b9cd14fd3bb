package io.streamobs.benchmarks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.streamobs.FragmentScope;
import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.spi.LogBridge;
import io.streamobs.spi.RecordSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;

/**
 * This library as an application has it: one Obs, one appender, one output. Alone in its process.
 */
final class ObsInstallation implements Installation {

  static final String STAGE = "normalise";

  private final Obs obs;
  private final LogBridge.Installation bridge;
  private final Logger log;
  private final Health before;

  ObsInstallation(Path destination) {
    this(new ChannelSink(destination));
  }

  ObsInstallation(RecordSink output) {
    LoggerContext context = LogbackContext.fresh();
    obs =
        Obs.builder()
            .service(LogbackContext.SERVICE)
            .component(LogbackContext.COMPONENT)
            .captureUncaught(false)
            .sink(output)
            .open();
    bridge = bridge().install(ObsProcess.pipeline());
    log = LogbackContext.logger(context);
    before = obs.health();
  }

  // Puts an appender on the root logger that is an ObsAppender without outputs of its own.
  private static LogBridge bridge() {
    return ServiceLoader.load(LogBridge.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(LogBridge::isActive)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("obs-logback is not on the class path"));
  }

  @Override
  public Caller caller(Workload workload) {
    RunScope run = obs.run("stream-42").open();
    FragmentScope fragment = run.fragment(17).id("frag-000017").open();
    Runnable leave =
        () -> {
          fragment.close();
          run.close();
        };
    return switch (workload) {
      case LINE -> {
        StageScope stage = fragment.stage(STAGE).open();
        yield new LineCaller(
            log,
            () -> {
              stage.close();
              leave.run();
            });
      }
      case OUTCOME -> new ObsOutcomeCaller(fragment, leave);
      case STAGE -> new ObsStageCaller(fragment, leave);
    };
  }

  @Override
  public boolean flush() {
    return obs.flush(Duration.ofSeconds(60));
  }

  @Override
  public double end(long calls) {
    obs.flush(Duration.ofSeconds(5));
    Health after = obs.health();
    bridge.close();
    obs.close();
    long records = after.queue().accepted() - before.queue().accepted();
    return (double) (lost(after) - lost(before)) / Math.max(1, records);
  }

  // Of whichever kind: the start of a stage is a record too.
  private static long lost(Health health) {
    return health.queue().dropped() + health.sinks().stream().mapToLong(Ledger::dropped).sum();
  }
}
