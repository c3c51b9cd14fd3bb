package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.streamobs.Obs;
import io.streamobs.RunScope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LibraryEventsTest {

  private final Rig rig = new Rig().started();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void events_goTheWayOfLines() {
    try (Obs obs = Obs.builder().service("live-dub").open();
        RunScope run = obs.run("stream-42").open()) {
      rig.logger().info("between");
      run.fragment(1).open().close();
    }
    assertThat(events())
        .startsWith("instance_started", "run_started", "log_message")
        .contains("fragment_started", "run_finished", "instance_stopped");
    long last = 0;
    for (var line : rig.lines()) {
      assertThat(line.get("seq").asLong()).isGreaterThan(last);
      last = line.get("seq").asLong();
    }
  }

  @Test
  void events_obeyTheirLogger() {
    rig.context.getLogger("io.streamobs.events").setLevel(Level.WARN);
    useOnce();
    assertThat(rig.lines()).allMatch(l -> l.get("level").asString().equals("WARN"));
    assertThat(events()).doesNotContain("run_started", "instance_started");
  }

  @Test
  void events_obeyTheRootWhereTheirLoggerSaysNothing() {
    rig.root.setLevel(Level.INFO);
    useOnce();
    assertThat(events()).contains("run_started").doesNotContain("fragment_started");
  }

  @Test
  void levelChangedMeanwhile_counts() {
    rig.context.getLogger("io.streamobs.events").setLevel(Level.OFF);
    useOnce();
    assertThat(rig.lines()).isEmpty();
    rig.context.getLogger("io.streamobs.events").setLevel(Level.INFO);
    useOnce();
    assertThat(events()).contains("run_started");
  }

  private void useOnce() {
    try (Obs obs = Obs.builder().service("live-dub").open();
        RunScope run = obs.run("stream-42").open()) {
      run.fragment(1).open().close();
      obs.flush(Duration.ofSeconds(5));
    }
    rig.lines();
  }

  private java.util.List<String> events() {
    return rig.lines().stream().map(l -> l.get("event").asString()).toList();
  }
}
