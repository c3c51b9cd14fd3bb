package io.streamobs.assets.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class LatenciesProperties {

  @Property(tries = 2_000)
  void percentile_isThatOfTheSortedList_orLessThanAHundredthAbove(
      @ForAll @NotEmpty @Size(max = 300) List<@LongRange(min = 0, max = 10_000_000) Long> durations,
      @ForAll @LongRange(min = 1, max = 100) long percent) {
    Latencies latencies = new Latencies();
    durations.forEach(latencies::add);
    List<Long> sorted = durations.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    long exact = sorted.get(Math.max(1, rank) - 1);
    assertThat(latencies.percentile(percent)).isBetween(exact, exact + exact / 100);
    assertThat(latencies.percentile(100)).isEqualTo(sorted.get(sorted.size() - 1));
  }

  @Property(tries = 500)
  void anyDuration_hasAPlace(@ForAll long duration) {
    Latencies latencies = new Latencies();
    latencies.add(duration);
    assertThat(latencies.percentile(50)).isEqualTo(Math.max(0, duration));
  }
}
