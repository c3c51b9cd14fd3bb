package io.streamobs.logback;

import java.util.Iterator;
import java.util.List;
import org.slf4j.Marker;

/** Walks markers and what they refer to, within bounds: markers may refer to each other. */
final class Markers {

  private static final int MOST_NAMES = 32;
  private static final int MOST_DEPTH = 8;

  private Markers() {}

  /**
   * Adds the names of plain markers to {@code names}, and the fields of others to {@code fields}.
   */
  static void collect(Marker marker, List<String> names, Fields fields) {
    collect(marker, names, fields, 0);
  }

  @SuppressWarnings("deprecation") // references: no longer advised, and in use
  private static void collect(Marker marker, List<String> names, Fields fields, int depth) {
    if (marker == null || names.size() >= MOST_NAMES || depth >= MOST_DEPTH) {
      return;
    }
    if (!StructuredFields.addOf(marker, fields)) {
      String name = String.valueOf(marker.getName());
      if (names.contains(name)) {
        return;
      }
      names.add(name);
    }
    if (marker.hasReferences()) {
      for (Iterator<Marker> all = marker.iterator(); all.hasNext(); ) {
        collect(all.next(), names, fields, depth + 1);
      }
    }
  }
}
