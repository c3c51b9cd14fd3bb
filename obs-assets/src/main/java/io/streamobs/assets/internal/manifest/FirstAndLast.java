package io.streamobs.assets.internal.manifest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The first and the last of something that may come without end, and how many there were. */
final class FirstAndLast {

  private final int most;
  private final List<JsonNode> first = new ArrayList<>();
  private final Deque<JsonNode> last = new ArrayDeque<>();
  private long count;

  /**
   * @param most how many are kept of each end
   */
  FirstAndLast(int most) {
    this.most = most;
  }

  void add(JsonNode one) {
    count++;
    if (first.size() < most) {
      first.add(one);
      return;
    }
    if (last.size() == most) {
      last.removeFirst();
    }
    last.addLast(one);
  }

  long count() {
    return count;
  }

  /** Puts them into an object as a list; and how many are missing in its middle, where some are. */
  void put(ObjectNode target, String name) {
    var list = target.putArray(name);
    first.forEach(list::add);
    last.forEach(list::add);
    long omitted = count - first.size() - last.size();
    if (omitted > 0) {
      target.put(name + "_omitted", omitted);
    }
  }
}
