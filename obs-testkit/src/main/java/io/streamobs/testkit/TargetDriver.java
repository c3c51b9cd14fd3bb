package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.RetentionTarget.Freed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A retention target as a purge drives it; what it says is held against what it may say. */
final class TargetDriver {

  private final RetentionTarget target;

  TargetDriver(RetentionTarget target) {
    this.target = target;
  }

  RetentionTarget target() {
    return target;
  }

  List<RetentionItem> items() throws IOException {
    List<RetentionItem> items = target.items();
    assertThat(items).as("items()").isNotNull().doesNotContainNull();
    assertThat(items).as("ids of items()").extracting(RetentionItem::id).doesNotHaveDuplicates();
    for (RetentionItem item : items) {
      assertThat(item.id()).as("the id of an item").isNotBlank();
      assertThat(item.mediaBytes()).as("mediaBytes of %s", item).isBetween(0L, item.bytes());
    }
    return items;
  }

  /** What is listed now under the id of something that was made. */
  RetentionItem listed(RetentionItem made) throws IOException {
    List<RetentionItem> found =
        items().stream().filter(item -> item.id().equals(made.id())).toList();
    assertThat(found).as("what is listed as %s", made.id()).hasSize(1);
    return found.get(0);
  }

  /** All that is listed, but for this one. */
  List<RetentionItem> others(RetentionItem one) throws IOException {
    return items().stream().filter(item -> !item.id().equals(one.id())).toList();
  }

  Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    Freed freed = plausible("remove()", target.remove(item, part, purge));
    target.force();
    return freed;
  }

  Freed free(RetentionItem item, RetentionPart part, String purge) throws IOException {
    return plausible("free()", target.free(item.id(), part, purge));
  }

  /** Both steps; what both freed. */
  Freed purge(RetentionItem item, RetentionPart part, String purge) throws IOException {
    return remove(item, part, purge).plus(free(item, part, purge));
  }

  private static Freed plausible(String call, Freed freed) {
    assertThat(freed).as("what %s gives", call).isNotNull();
    assertThat(freed.files()).as("files that %s freed", call).isNotNegative();
    assertThat(freed.bytes()).as("bytes that %s freed", call).isNotNegative();
    return freed;
  }

  void assertGone(RetentionItem item) throws IOException {
    assertThat(items()).as("items()").extracting(RetentionItem::id).doesNotContain(item.id());
    assertThat(target.holds(item.id())).as("holds(\"%s\")", item.id()).isFalse();
  }

  /** Is there as it was listed before. */
  void assertWhole(RetentionItem before) throws IOException {
    assertThat(listed(before)).as("what is listed as %s", before.id()).isEqualTo(before);
    assertThat(target.holds(before.id())).as("holds(\"%s\")", before.id()).isTrue();
  }

  /** Is there as it was made. */
  void assertAsMade(RetentionItem made, long bytes, Duration time) throws IOException {
    RetentionItem is = listed(made);
    assertThat(is.streamId()).as("streamId of %s", is).isEqualTo(made.streamId());
    assertThat(is.kept()).as("why %s is kept", is).isEqualTo(made.kept());
    assertThat(is.bytes())
        .as("bytes of %s", is)
        .isBetween(made.bytes() - bytes, made.bytes() + bytes);
    assertThat(is.mediaBytes())
        .as("mediaBytes of %s", is)
        .isBetween(made.mediaBytes() - bytes, made.mediaBytes() + bytes);
    assertThat(is.newest())
        .as("newest of %s", is)
        .isBetween(made.newest().minus(time), made.newest().plus(time));
  }
}
