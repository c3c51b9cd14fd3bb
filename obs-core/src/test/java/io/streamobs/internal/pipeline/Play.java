package io.streamobs.internal.pipeline;

import io.streamobs.CorrelationContext;
import io.streamobs.Health;
import io.streamobs.Overflow;
import io.streamobs.internal.pipeline.Medium.Mood;
import io.streamobs.internal.pipeline.Schedule.Step;
import io.streamobs.spi.SinkHandle;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Plays a {@link Schedule} on a pipeline of its own. */
final class Play {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(30);

  /** A sink that was attached; whether it was written to its end. */
  record Attached(Medium medium, SinkHandle handle, boolean ended) {}

  private final Schedule schedule;
  private final Pipeline pipeline;
  private final LedgerWatch watch;
  private final AtomicInteger made = new AtomicInteger();
  private final List<Attached> attached = new ArrayList<>();
  private final List<Attached> open = new ArrayList<>();

  Play(Schedule schedule) {
    this.schedule = schedule;
    PipelineOptions options =
        new PipelineOptions(
            "play",
            schedule.capacity(),
            16_384,
            Set.of(),
            java.time.Duration.ZERO,
            false,
            Overflow.DROP);
    this.pipeline = new Pipeline(options, TimeSource.SYSTEM, CorrelationContext::current);
    this.watch = new LedgerWatch(pipeline);
  }

  /** The ledgers after the end. */
  Health run() throws Exception {
    attach();
    attach();
    watch.start();
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < schedule.producers(); p++) {
      producers.add(producer(p));
    }
    producers.forEach(Thread::start);
    List<Step> steps = new ArrayList<>(schedule.steps());
    steps.sort(Comparator.comparingInt(Step::at));
    for (Step step : steps) {
      await(step.at() * schedule.records() / 1_000);
      take(step);
    }
    for (Thread producer : producers) {
      producer.join();
    }
    end();
    watch.end();
    return pipeline.health();
  }

  private void await(int records) {
    while (made.get() < records) {
      Thread.onSpinWait();
    }
  }

  private void take(Step step) {
    switch (step.act()) {
      case ATTACH -> attach();
      case FLUSH -> pipeline.flush(SHORT);
      case MOOD -> open.get(step.sink() % open.size()).medium().mood(step.mood());
      case DETACH -> {
        if (open.size() > 1) { // the first stays from start to end
          detach(1 + step.sink() % (open.size() - 1));
        }
      }
    }
  }

  private void attach() {
    Medium medium = new Medium("medium-" + attached.size());
    SinkHandle handle = pipeline.attach(medium, SinkOptions.ofDefaults().withBufferBytes(1 << 16));
    Attached added = new Attached(medium, handle, /* ended= */ false);
    attached.add(added);
    open.add(added);
  }

  private void detach(int index) {
    Attached leaving = open.remove(index);
    leaving.handle().close(SHORT);
    settle(leaving, /* healed= */ false);
  }

  private void end() throws InterruptedException {
    if (schedule.heals()) {
      open.forEach(a -> a.medium().mood(Mood.TAKES_ALL));
    }
    pipeline.close(schedule.heals() ? LONG : SHORT);
    open.forEach(a -> settle(a, schedule.heals()));
  }

  // Lets go of a sink that was left, so that its thread ends, and notes how it ended.
  private void settle(Attached left, boolean healed) {
    left.medium().mood(Mood.TAKES_ALL);
    try {
      left.medium().closed.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    boolean ended = healed || left.handle().ledger().failed() == 0;
    attached.set(attached.indexOf(left), new Attached(left.medium(), left.handle(), ended));
  }

  private Thread producer(int number) {
    Random random = new Random(schedule.seed() + number);
    return new Thread(
        () -> {
          for (int i = 0; i < schedule.each(); i++) {
            pipeline.offer(RandomLine.of(random));
            made.incrementAndGet();
            if (schedule.patient() && random.nextInt(40) == 0) {
              letQueueRunEmpty();
            }
          }
        },
        "producer-" + number);
  }

  private void letQueueRunEmpty() {
    while (pipeline.health().queue().pending() > 0) {
      Thread.yield();
    }
  }

  List<Attached> attached() {
    return attached;
  }

  /** What the observer saw that must not be. */
  List<String> complaints() {
    return watch.complaints();
  }

  /** Those that were there from the start to the end. */
  List<Medium> stayed() {
    return open.stream()
        .map(Attached::medium)
        .filter(medium -> Set.of("medium-0", "medium-1").contains(medium.name()))
        .toList();
  }

  /** What the reports on {@code medium} say was lost on the way to it. */
  static long reportedLost(Medium medium) {
    return LossReports.lost(medium.lines().values(), medium.name());
  }

  /** Its name, and what it has of gaps and reports. */
  static String account(Medium medium) {
    StringBuilder text = new StringBuilder(medium.name());
    long next = 1;
    for (long number : medium.lines().keySet()) {
      if (number > next) {
        text.append(", without ").append(next).append("..").append(number - 1);
      }
      next = number + 1;
    }
    LossReports.last(medium.lines().values())
        .forEach(details -> text.append("\n  ").append(details));
    return text.toString();
  }

  /** The last number that was given out, to a line or to a lost one. */
  long lastNumber() {
    LongStream lines =
        attached.stream().flatMap(a -> a.medium().lines().keySet().stream()).mapToLong(n -> n);
    LongStream lost =
        attached.stream()
            .flatMap(a -> LossReports.last(a.medium().lines().values()).stream())
            .mapToLong(details -> details.get("seq_to").asLong());
    return LongStream.concat(lines, lost).max().orElse(0);
  }
}
