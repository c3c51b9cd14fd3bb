package io.streamobs.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionTarget;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SweepTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Things things = new Things();
  private final List<String> reports = new ArrayList<>();
  private final Sweep sweep =
      new Sweep(
          things,
          RetentionPolicy.builder().maxCount(2).build(),
          null,
          (level, event, code, message, details) ->
              reports.add(event.json() + " " + details.get("id")));

  private static final class Things implements RetentionTarget {
    final List<RetentionItem> items = new ArrayList<>();
    final Set<String> stuck = new HashSet<>();
    boolean unreadable;

    void add(String id) {
      items.add(RetentionItem.of(id, 10, NOW.plusSeconds(items.size())));
    }

    @Override
    public String kind() {
      return "thing";
    }

    @Override
    public List<RetentionItem> items() throws IOException {
      if (unreadable) {
        throw new IOException("no answer");
      }
      return List.copyOf(items);
    }

    @Override
    public boolean holds(String id) {
      return items.stream().anyMatch(item -> item.id().equals(id));
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (stuck.contains(item.id())) {
        throw new IOException("stuck");
      }
      items.remove(item);
      return new Freed(1, item.bytes());
    }
  }

  private int swept() {
    return sweep.run(NOW.plusSeconds(60), NOW.plusSeconds(60));
  }

  private static String deleted(String id) {
    return LibraryEvent.RETENTION_DELETED.json() + " " + id;
  }

  private static String failed(String id) {
    return LibraryEvent.RETENTION_FAILED.json() + " " + id;
  }

  @Test
  void plan_isDone_andEachDeletionReported() {
    List.of("a", "b", "c", "d").forEach(things::add);
    assertThat(swept()).isEqualTo(2);
    assertThat(reports).containsExactly(deleted("a"), deleted("b"));
    assertThat(swept()).isZero();
  }

  @Test
  void oneThatIsStuck_isReportedOnce_holdsNobodyElseUp_andIsReportedAgainAfterItWorked() {
    List.of("a", "b", "c", "d").forEach(things::add);
    things.stuck.add("a");
    assertThat(swept()).isEqualTo(1);
    assertThat(swept()).isZero();
    assertThat(reports).containsExactly(failed("a"), deleted("b"));
    things.stuck.clear();
    assertThat(swept()).isEqualTo(1);
    assertThat(reports).endsWith(deleted("a"));
    things.items.clear();
    List.of("a", "e", "f").forEach(things::add);
    things.stuck.add("a");
    swept();
    assertThat(reports).endsWith(failed("a"));
  }

  @Test
  void targetThatDoesNotAnswer_isReportedOnce_untilItDoes() {
    things.unreadable = true;
    swept();
    swept();
    assertThat(reports).containsExactly(failed(""));
    things.unreadable = false;
    swept();
    things.unreadable = true;
    swept();
    assertThat(reports).containsExactly(failed(""), failed(""));
  }
}
