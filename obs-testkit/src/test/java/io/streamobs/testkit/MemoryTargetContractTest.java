package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is not on files, has no media and is in nobody's use: the least that an owner gives. */
class MemoryTargetContractTest extends RetentionTargetContract {

  private final Map<String, RetentionItem> stored = new ConcurrentHashMap<>();

  @Override
  protected RetentionTarget newTarget() {
    return new OfMemory(stored);
  }

  @Override
  protected RetentionItem make(int number, Instant newest) {
    RetentionItem item = RetentionItem.of("session-" + number, 10L * number, newest);
    stored.put(item.id(), item);
    return item;
  }

  private record OfMemory(Map<String, RetentionItem> stored) implements RetentionTarget {

    @Override
    public String kind() {
      return "session";
    }

    @Override
    public List<RetentionItem> items() {
      return List.copyOf(stored.values());
    }

    @Override
    public boolean holds(String id) {
      return stored.containsKey(id);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) {
      RetentionItem was = part == RetentionPart.ALL ? stored.remove(item.id()) : null;
      return was == null ? Freed.NOTHING : new Freed(1, was.bytes());
    }
  }
}
