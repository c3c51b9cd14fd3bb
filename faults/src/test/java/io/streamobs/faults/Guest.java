package io.streamobs.faults;

import io.streamobs.FragmentScope;
import io.streamobs.Obs;
import io.streamobs.Propagation;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.logback.ObsLogback;
import io.streamobs.logback.StdoutOutput;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** An application inside a container: uses everything, on threads that outlive it, and leaves. */
public final class Guest implements Runnable {

  private final ExecutorService pool;

  public Guest(ExecutorService pool) {
    this.pool = pool;
  }

  @Override
  public void run() {
    StdoutOutput out = new StdoutOutput();
    out.setTarget("System.out");
    try (ObsLogback logs = ObsLogback.builder().output(out).mirrorMdc(true).install();
        Obs obs = Obs.builder().service("guest").open();
        RunScope run = obs.run("stream-42").open();
        FragmentScope fragment = run.fragment(1).open()) {
      LoggerFactory.getLogger("guest").info("in a run");
      java.util.logging.Logger.getLogger("guest").info("through java.util.logging");
      System.getLogger("guest").log(System.Logger.Level.INFO, "through the platform");
      pool.submit(Propagation.wrap((Runnable) () -> stage(fragment))).get(10, TimeUnit.SECONDS);
      pool.submit(() -> leaveAScopeOpen(obs)).get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    ((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static void stage(FragmentScope fragment) {
    try (StageScope stage = fragment.stage("normalise").open()) {
      LoggerFactory.getLogger("guest").info("in a stage");
      stage.succeed();
    }
  }

  private static void leaveAScopeOpen(Obs obs) {
    obs.run("stream-43").open();
  }
}
