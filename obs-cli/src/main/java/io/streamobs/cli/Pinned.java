package io.streamobs.cli;

import io.streamobs.retention.HomeRetention;
import io.streamobs.retention.Pin;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pins of a home.
 *
 * @param pins those that can be read, ended ones too
 * @param unreadable the names of the others, which hold without end
 */
record Pinned(List<Pin> pins, List<String> unreadable) {

  /**
   * @throws CliException when the home is not there or cannot be read
   */
  static Pinned in(Home home) {
    HomeRetention retention = HomeRetention.of(home.there()).build();
    return Attempt.at(
        CliErrors.UNREADABLE,
        "the pins could not be read",
        () -> new Pinned(retention.pins(), retention.unreadablePins()));
  }

  /** Those that hold now, by stream and run. */
  Map<List<String>, Pin> holding() {
    Map<List<String>, Pin> holding = new HashMap<>();
    Instant now = Instant.now();
    pins.stream()
        .filter(pin -> pin.until().isAfter(now))
        .forEach(pin -> holding.put(List.of(pin.streamId(), pin.runId()), pin));
    return holding;
  }

  /** The one that holds for a run now, or null. */
  @Nullable Pin of(Bundle bundle) {
    return holding().get(key(bundle));
  }

  static List<String> key(Bundle bundle) {
    return List.of(bundle.streamId(), bundle.runId());
  }
}
