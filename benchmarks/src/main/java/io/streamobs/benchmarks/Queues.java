package io.streamobs.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Is the queue of our own worth having? See {@link LaneOffer}. */
final class Queues implements Question {

  private final Findings<Queue, Sample> findings = new Findings<>(Queue::isComparedWith);

  @Override
  public Duration estimate(Options options) {
    return Duration.ofMillis((long) Queue.ALL.size() * options.rounds() * options.turnMillis());
  }

  @Override
  public Answer answer(Options options) throws Exception {
    Forks forks = new Forks(options);
    Rounds.each(
        "queues",
        options.rounds(),
        Queue.ALL,
        queue -> findings.add(queue, forks.laneOffer(queue)));
    List<String> table = new ArrayList<>();
    Map<String, Times> json = new LinkedHashMap<>();
    table.add("times of a burst of %d offers; ratios are to JCTools".formatted(LaneOffer.BURST));
    table.add("%-20s%s".formatted("", Times.head()));
    for (Queue queue : Queue.ALL) {
      Times times = Times.of(queue, findings);
      table.add("%-20s%s".formatted(queue, times));
      json.put(queue.toString(), times);
    }
    return new Answer(table, json);
  }
}
