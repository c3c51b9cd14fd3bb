package io.streamobs.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The parts of a run, which can be had one by one. */
enum Part {
  /** What a call costs its caller. */
  CALLERS(Callers::new),
  /** How much a process can log when it loses nothing. */
  THROUGHPUT(Throughput::new),
  /** What it takes to render a line. */
  ENCODINGS(Encodings::new),
  /** Whether the queue of our own is worth having. */
  QUEUES(Queues::new),
  /** What becomes of callers and lines while nobody reads standard output. */
  STALLED(StalledSink::new),
  /** What the pipeline takes while nothing happens. */
  FOOTPRINT(Footprint::new),
  /** How long a program waits for its first line. */
  START(Start::new),
  /** How long after the call a line is in the file. */
  LATENCY(Latencies::new),
  /** What a stage costs, seldom and often. */
  STAGES(Stages::new),
  /** What a run's bundle costs. */
  BUNDLES(Bundles::new),
  /** What it costs to hold a home within bounds. */
  RETENTION(RetentionCosts::new);

  private final Supplier<Question> question;

  Part(Supplier<Question> question) {
    this.question = question;
  }

  static Optional<Part> of(String word) {
    return Arrays.stream(values()).filter(part -> part.toString().equals(word)).findFirst();
  }

  /** All names, as a user types them. */
  static String words() {
    return Arrays.stream(values()).map(Part::toString).collect(Collectors.joining(", "));
  }

  Question question() {
    return question.get();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
