package io.streamobs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a scope was told and that its last event will carry: a link of a list that grows
 * at its head, so that several threads may add without waiting for one another.
 */
record Extra(Kind kind, String name, @Nullable Object value, @Nullable Extra older) {

  enum Kind {
    ATTRIBUTE,
    CONFIG,
    TIMING,
    INPUT,
    OUTPUT,
    INTERMEDIATE
  }

  /** All of one kind, oldest first, up to a bound. */
  static List<Extra> oldestFirst(@Nullable Extra newest, Kind kind, int most) {
    List<Extra> found = new ArrayList<>();
    for (Extra extra = newest; extra != null; extra = extra.older()) {
      if (extra.kind() == kind) {
        found.add(0, extra);
      }
    }
    return found.size() <= most ? found : found.subList(0, most);
  }
}
