package io.streamobs.spi;

import io.streamobs.RetentionRefusedException;
import io.streamobs.spi.RetentionPlan.Deletion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Things that are deleted in two steps, and fail where a test wants it. */
final class FakeTarget implements RetentionTarget {

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final Set<String> removed = new HashSet<>();
  final Map<String, Map<String, Object>> descriptions = new HashMap<>();
  final Set<String> undescribed = new HashSet<>();
  final Set<String> refused = new HashSet<>();
  final Set<String> unremovable = new HashSet<>();
  final Set<String> unfreeable = new HashSet<>();
  boolean unforceable;
  @Nullable Consumer<String> beforeRemove;

  static Deletion deletion(String id) {
    return new Deletion(item(id), RetentionPart.ALL, "max-age", "older than 14d");
  }

  static RetentionItem item(String id) {
    return RetentionItem.of(id, 10, Instant.EPOCH).ofStream("stream-42");
  }

  @Override
  public String kind() {
    return "thing";
  }

  @Override
  public List<RetentionItem> items() {
    return List.of();
  }

  @Override
  public boolean holds(String id) {
    return !removed.contains(id);
  }

  @Override
  public Map<String, Object> describe(RetentionItem item) throws IOException {
    if (undescribed.contains(item.id())) {
      throw new IllegalStateException("no description");
    }
    return descriptions.getOrDefault(item.id(), Map.of());
  }

  @Override
  public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    calls.add("remove " + item.id());
    if (beforeRemove != null) {
      beforeRemove.accept(purge);
    }
    if (refused.contains(item.id())) {
      throw new RetentionRefusedException(item.id(), "pinned");
    }
    if (unremovable.contains(item.id())) {
      throw new IOException("stuck");
    }
    removed.add(item.id());
    return new Freed(1, 2);
  }

  @Override
  public void force() throws IOException {
    calls.add("force");
    if (unforceable) {
      throw new IOException("no force");
    }
  }

  @Override
  public Freed free(String id, RetentionPart part, String purge) throws IOException {
    calls.add("free " + id);
    if (unfreeable.contains(id)) {
      throw new IOException("not free");
    }
    return new Freed(3, 4);
  }
}
