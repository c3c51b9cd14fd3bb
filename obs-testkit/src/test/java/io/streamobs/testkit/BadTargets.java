package io.streamobs.testkit;

import io.streamobs.RetentionRefusedException;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Targets that do one thing wrong each. */
final class BadTargets {

  private BadTargets() {}

  static final class Shouting extends FolderTarget {
    Shouting(Things things) {
      super(things);
    }

    @Override
    public String kind() {
      return "Thing";
    }
  }

  static final class Renaming extends FolderTarget {
    private int asked;

    Renaming(Things things) {
      super(things);
    }

    @Override
    public String kind() {
      return "thing_" + asked++;
    }
  }

  static final class FailingWhereNothingIs extends FolderTarget {
    FailingWhereNothingIs(Things things) {
      super(things);
    }

    @Override
    public List<RetentionItem> items() throws IOException {
      if (!Files.exists(things.folder())) {
        throw new NoSuchFileException(things.folder().toString());
      }
      return super.items();
    }
  }

  static final class MakingItsFolder extends FolderTarget {
    MakingItsFolder(Things things) {
      super(things);
    }

    @Override
    public List<RetentionItem> items() throws IOException {
      Files.createDirectories(things.folder());
      return super.items();
    }
  }

  static final class CountingBlocks extends FolderTarget {
    CountingBlocks(Things things) {
      super(things);
    }

    @Override
    RetentionItem item(Path folder) throws IOException {
      RetentionItem is = super.item(folder);
      long blocks = (is.bytes() + 4_095) / 4_096;
      return new RetentionItem(
          is.id(), is.streamId(), blocks * 4_096, is.mediaBytes(), is.newest(), is.kept());
    }
  }

  static final class ForgettingStreams extends FolderTarget {
    ForgettingStreams(Things things) {
      super(things);
    }

    @Override
    RetentionItem item(Path folder) throws IOException {
      return super.item(folder).ofStream(null);
    }
  }

  static final class ListingTheNewestTwice extends FolderTarget {
    ListingTheNewestTwice(Things things) {
      super(things);
    }

    @Override
    public List<RetentionItem> items() throws IOException {
      List<RetentionItem> items = super.items();
      if (items.size() == 3) {
        items.add(items.get(2));
      }
      return items;
    }
  }

  /** What it listed once it leaves out the next time, until it was asked again. */
  static final class ListingByTurns extends FolderTarget {
    private int turns;

    ListingByTurns(Things things) {
      super(things);
    }

    @Override
    public List<RetentionItem> items() throws IOException {
      List<RetentionItem> items = super.items();
      return items.size() == 3 && ++turns == 2 ? items.subList(0, 2) : items;
    }
  }

  static final class KeepingAnIndex extends FolderTarget {
    KeepingAnIndex(Things things) {
      super(things);
    }

    @Override
    public Map<String, Object> describe(RetentionItem item) throws IOException {
      Files.write(things.folder().resolve("index"), new byte[0]);
      return Map.of();
    }
  }

  static final class HoldingByPrefix extends FolderTarget {
    HoldingByPrefix(Things things) {
      super(things);
    }

    @Override
    public boolean holds(String id) {
      return super.holds(id) || super.holds(id.replace("-not", ""));
    }
  }

  static final class OfEveryRun extends FolderTarget {
    OfEveryRun(Things things) {
      super(things);
    }

    @Override
    public List<RetentionItem> ofRun(String streamId, String runId) throws IOException {
      return items();
    }
  }

  static final class SilentAboutUse extends FolderTarget {
    SilentAboutUse(Things things) {
      super(things);
    }

    @Override
    RetentionItem item(Path folder) throws IOException {
      return super.item(folder).kept(null);
    }
  }

  static final class TrustingTheListing extends FolderTarget {
    TrustingTheListing(Things things) {
      super(things);
    }

    @Override
    void check(RetentionItem item) throws IOException {
      if (item.kept() != null || !Things.isOne(item.id())) {
        super.check(item);
      }
    }
  }

  static final class RefusingWithoutSayingSo extends FolderTarget {
    RefusingWithoutSayingSo(Things things) {
      super(things);
    }

    @Override
    void check(RetentionItem item) throws IOException {
      try {
        super.check(item);
      } catch (RetentionRefusedException e) {
        throw new IOException(e);
      }
    }
  }

  static final class LookingTooLate extends FolderTarget {
    LookingTooLate(Things things) {
      super(things);
    }

    @Override
    void check(RetentionItem item) throws IOException {
      if (use(folder(item.id())) != null) {
        Files.deleteIfExists(folder(item.id()).resolve("data"));
        Files.createFile(folder(item.id()).resolve("data"));
      }
      super.check(item);
    }
  }

  static final class GivingUpMediaOfTheLiving extends FolderTarget {
    GivingUpMediaOfTheLiving(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      return part == RetentionPart.MEDIA && use(folder(item.id())) != null
          ? Freed.NOTHING
          : super.remove(item, part, purge);
    }
  }

  static final class FreeingByName extends FolderTarget {
    FreeingByName(Things things) {
      super(things);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      Freed freed = super.free(id, part, purge);
      if (Things.isOne(id) && part == RetentionPart.ALL) {
        Disk.LOCAL.deleteAll(folder(id));
      }
      return freed;
    }
  }

  static final class OnlyHiding extends FolderTarget {
    private final Set<String> hidden = new HashSet<>();

    OnlyHiding(Things things) {
      super(things);
    }

    @Override
    public List<RetentionItem> items() throws IOException {
      List<RetentionItem> items = super.items();
      items.removeIf(item -> !holds(item.id()));
      return items;
    }

    @Override
    public boolean holds(String id) {
      return !hidden.contains(id) && super.holds(id);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (part == RetentionPart.MEDIA) {
        return super.remove(item, part, purge);
      }
      check(item);
      hidden.add(item.id());
      return Freed.NOTHING;
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      if (hidden.remove(id)) {
        super.remove(RetentionItem.of(id, 0, Instant.EPOCH), part, purge);
      }
      return super.free(id, part, purge);
    }
  }

  static final class RemovingNothing extends FolderTarget {
    RemovingNothing(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (part == RetentionPart.MEDIA || !holds(item.id())) {
        return super.remove(item, part, purge);
      }
      check(item);
      Files.writeString(things.home().resolve(purge), item.id());
      return Freed.NOTHING;
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      if (Files.deleteIfExists(things.home().resolve(purge))) {
        super.remove(RetentionItem.of(id, 0, Instant.EPOCH), part, purge);
      }
      return super.free(id, part, purge);
    }
  }

  static final class SilentAboutSpace extends FolderTarget {
    SilentAboutSpace(Things things) {
      super(things);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      super.free(id, part, purge);
      return Freed.NOTHING;
    }
  }

  static final class FreeingOneAtATime extends FolderTarget {
    private final AtomicBoolean busy = new AtomicBoolean();

    FreeingOneAtATime(Things things) {
      super(things);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      if (!busy.compareAndSet(false, true)) {
        throw new IllegalStateException("busy");
      }
      try {
        LockSupport.parkNanos(5_000_000);
        return super.free(id, part, purge);
      } finally {
        busy.set(false);
      }
    }
  }

  static final class KeepingItsTrash extends FolderTarget {
    KeepingItsTrash(Things things) {
      super(things);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      Path data = things.home().resolve("trash").resolve(purge).resolve("data");
      if (Files.exists(data)) {
        Path kept = things.home().resolve("kept-" + purge);
        Files.copy(data, kept, StandardCopyOption.REPLACE_EXISTING);
      }
      return super.free(id, part, purge);
    }
  }

  static final class TakingTheNextToo extends FolderTarget {
    TakingTheNextToo(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      Freed freed = super.remove(item, part, purge);
      String next = Things.id(Things.number(item.id()) + 1);
      if (part == RetentionPart.ALL && holds(next)) {
        Disk.LOCAL.deleteAll(folder(next));
      }
      return freed;
    }
  }

  static final class FreeingTheNextToo extends FolderTarget {
    FreeingTheNextToo(Things things) {
      super(things);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      Freed freed = super.free(id, part, purge);
      if (freed.files() > 0 && part == RetentionPart.ALL) {
        Disk.LOCAL.deleteAll(folder(Things.id(Things.number(id) + 1)));
      }
      return freed;
    }
  }

  static final class RemovingOnce extends FolderTarget {
    private final Set<String> known = new HashSet<>();

    RemovingOnce(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (part == RetentionPart.ALL && !known.add(purge)) {
        throw new FileAlreadyExistsException(purge);
      }
      return super.remove(item, part, purge);
    }
  }

  static final class MissingWhatIsGone extends FolderTarget {
    MissingWhatIsGone(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (!holds(item.id())) {
        throw new NoSuchFileException(item.id());
      }
      return super.remove(item, part, purge);
    }
  }

  static final class InNeedOfItsFolder extends FolderTarget {
    InNeedOfItsFolder(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      Files.write(things.folder().resolve("lock"), new byte[0]);
      return super.remove(item, part, purge);
    }
  }

  static final class CountingAgain extends FolderTarget {
    private Freed last = Freed.NOTHING;

    CountingAgain(Things things) {
      super(things);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      Freed freed = super.free(id, part, purge);
      if (freed.files() > 0) {
        last = freed;
      }
      return last;
    }
  }

  /** Frees what it removed itself, and nothing of those before it. */
  static final class RememberingOnly extends FolderTarget {
    private final Set<String> mine = new HashSet<>();
    private final RetentionPart of;

    RememberingOnly(Things things, RetentionPart of) {
      super(things);
      this.of = of;
    }

    static RememberingOnly all(Things things) {
      return new RememberingOnly(things, RetentionPart.ALL);
    }

    static RememberingOnly media(Things things) {
      return new RememberingOnly(things, RetentionPart.MEDIA);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (Files.exists(thing(item.id(), part))) {
        mine.add(purge);
      }
      return super.remove(item, part, purge);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      return part != of || mine.contains(purge) ? super.free(id, part, purge) : Freed.NOTHING;
    }
  }

  static final class Climbing extends FolderTarget {
    Climbing(Things things) {
      super(things);
    }

    @Override
    void check(RetentionItem item) throws IOException {
      if (Things.isOne(item.id())) {
        super.check(item);
      }
    }
  }

  static final class HoldingAnyPath extends FolderTarget {
    HoldingAnyPath(Things things) {
      super(things);
    }

    @Override
    public boolean holds(String id) {
      return Files.exists(folder(id));
    }
  }

  /** Says of each the one field. */
  static final class Describing extends FolderTarget {
    private final String name;
    private final Object value;

    Describing(Things things, String name, Object value) {
      super(things);
      this.name = name;
      this.value = value;
    }

    @Override
    public Map<String, Object> describe(RetentionItem item) {
      return Map.of(name, value);
    }
  }

  static final class ThrowingAboutWhatIsGone extends FolderTarget {
    ThrowingAboutWhatIsGone(Things things) {
      super(things);
    }

    @Override
    public boolean failed(RetentionItem item) {
      try {
        return Files.size(folder(item.id()).resolve("data")) == 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class DeletingInPlace extends FolderTarget {
    DeletingInPlace(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (Files.exists(things.refusal())) {
        Files.write(folder(item.id()).resolve("data"), new byte[0]);
        throw new IOException("the disk refuses");
      }
      return super.remove(item, part, purge);
    }
  }

  static final class GivingUp extends FolderTarget {
    GivingUp(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      Path failed = things.home().resolve("failed");
      if (Files.exists(things.refusal())) {
        Files.writeString(failed, item.id());
      }
      if (Files.exists(failed)) {
        throw new IOException("the disk refused");
      }
      return super.remove(item, part, purge);
    }
  }

  static final class FollowingLinks extends FolderTarget {
    FollowingLinks(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      check(item);
      Path link = folder(item.id()).resolve("link");
      if (Files.isDirectory(link)) {
        emptyFollowingLinks(link);
      }
      return super.remove(item, part, purge);
    }

    private static void emptyFollowingLinks(Path link) throws IOException {
      try (Stream<Path> all = Files.list(link)) {
        for (Path file : all.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  static final class CountingLinks extends FolderTarget {
    CountingLinks(Things things) {
      super(things);
    }

    @Override
    RetentionItem item(Path folder) throws IOException {
      RetentionItem is = super.item(folder);
      long bytes = 0;
      try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          bytes += Files.size(file);
        }
      }
      return new RetentionItem(
          is.id(), is.streamId(), bytes, is.mediaBytes(), is.newest(), is.kept());
    }
  }

  static final class BoundToItsMaker extends FolderTarget {
    private final Thread maker = Thread.currentThread();

    BoundToItsMaker(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (Thread.currentThread() != maker) {
        throw new IllegalStateException("used by another thread than " + maker);
      }
      return super.remove(item, part, purge);
    }
  }

  static final class KeepingMedia extends FolderTarget {
    KeepingMedia(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      return part == RetentionPart.MEDIA && use(folder(item.id())) == null
          ? new Freed(1, item.mediaBytes())
          : super.remove(item, part, purge);
    }
  }

  static final class MakingItYoung extends FolderTarget {
    MakingItYoung(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      if (part == RetentionPart.MEDIA && item.mediaBytes() > 0) {
        check(item);
        Files.setLastModifiedTime(folder(item.id()).resolve("data"), FileTime.from(Instant.now()));
      }
      return super.remove(item, part, purge);
    }
  }

  /** Knows of no parts. */
  static final class TakingAllForMedia extends FolderTarget {
    TakingAllForMedia(Things things) {
      super(things);
    }

    @Override
    Path thing(String id, RetentionPart part) {
      return folder(id);
    }
  }

  static final class MissingMedia extends FolderTarget {
    MissingMedia(Things things) {
      super(things);
    }

    @Override
    public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
      check(item);
      if (part == RetentionPart.MEDIA && !Files.exists(thing(item.id(), part))) {
        throw new NoSuchFileException(item.id(), null, "has no media");
      }
      return super.remove(item, part, purge);
    }
  }

  static final class TakingMediaOfAll extends FolderTarget {
    TakingMediaOfAll(Things things) {
      super(things);
    }

    @Override
    public Freed free(String id, RetentionPart part, String purge) throws IOException {
      if (part == RetentionPart.MEDIA) {
        for (Path each : things.all()) {
          Files.deleteIfExists(each.resolve("media"));
        }
      }
      return super.free(id, part, purge);
    }
  }
}
