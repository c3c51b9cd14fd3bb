package io.streamobs.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.streamobs.spi.RecordWriter;
import io.streamobs.spi.Snapshots;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** The fields that came with one event, in the order in which they were given. */
final class Fields {

  private static final int MOST = 128;
  private static final int SMALL = 512;
  // Two slots of a list that grows by half, and the pair that the event may keep.
  private static final int PAIR_WEIGHT = 48;
  private static final String EVENT = "event";

  // Name, value, name, value, …
  private final List<@Nullable Object> pairs = new ArrayList<>(4);
  private @Nullable String event;
  private int omitted;
  // Whether the event itself may wait instead: it has nothing that was replaced here, or is large.
  private boolean light = true;

  /** Those of the event, or null where it has none. */
  static @Nullable Fields of(ILoggingEvent event) {
    List<KeyValuePair> keyValues = event.getKeyValuePairs();
    List<Marker> markers = event.getMarkerList();
    @Nullable Object[] arguments = event.getArgumentArray();
    boolean structured = arguments != null && StructuredFields.areIn(arguments);
    if ((keyValues == null || keyValues.isEmpty())
        && (markers == null || markers.isEmpty())
        && !structured) {
      return null;
    }
    Fields fields = new Fields();
    if (keyValues != null) {
      fields.addAll(keyValues);
    }
    if (structured) {
      fields.light = false;
      StructuredFields.addOf(arguments, fields);
    }
    if (markers != null) {
      fields.light = false;
      fields.addMarkers(markers);
    }
    return fields;
  }

  private void addAll(List<KeyValuePair> keyValues) {
    for (KeyValuePair pair : keyValues) {
      if (event == null && EVENT.equals(pair.key) && pair.value instanceof String name) {
        event = name;
      } else {
        Object snapshot = Snapshots.of(pair.value);
        light &= snapshot == pair.value && Snapshots.weight(snapshot) <= SMALL;
        add(pair.key, snapshot);
      }
    }
  }

  private void addMarkers(List<Marker> markers) {
    List<String> names = new ArrayList<>(markers.size());
    for (Marker marker : markers) {
      Markers.collect(marker, names, this);
    }
    if (!names.isEmpty()) {
      add("markers", List.copyOf(names));
    }
  }

  /**
   * @param snapshot a {@linkplain Snapshots snapshot}
   */
  void add(@Nullable String name, @Nullable Object snapshot) {
    if (pairs.size() == 2 * MOST) {
      omitted++;
      return;
    }
    pairs.add(name == null ? "null" : name);
    pairs.add(snapshot);
  }

  /** The event's name, where a key-value pair gives one. */
  @Nullable String event() {
    return event;
  }

  boolean isLight() {
    return light;
  }

  void describe(RecordWriter writer) {
    for (int i = 0; i < pairs.size(); i += 2) {
      writer.field(String.valueOf(pairs.get(i)), pairs.get(i + 1));
    }
    if (omitted > 0) {
      writer.detail("fields_omitted", omitted);
    }
  }

  int weight() {
    int weight = PAIR_WEIGHT * pairs.size() / 2;
    for (Object nameOrValue : pairs) {
      weight += Snapshots.weight(nameOrValue);
    }
    return weight;
  }
}
