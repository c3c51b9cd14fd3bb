package io.streamobs.testkit;

import io.streamobs.RetentionRefusedException;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes {@link Things} as it should be done: into the trash, then for good. */
class FolderTarget implements RetentionTarget {

  final Things things;
  private final Trash trash;

  FolderTarget(Things things) {
    this.things = things;
    this.trash = new Trash(Disk.LOCAL, things.home());
  }

  @Override
  public String kind() {
    return "thing";
  }

  @Override
  public List<RetentionItem> items() throws IOException {
    List<RetentionItem> items = new ArrayList<>();
    for (Path folder : things.all()) {
      items.add(item(folder));
    }
    return items;
  }

  RetentionItem item(Path folder) throws IOException {
    String id = Things.name(folder);
    long media = Things.size(folder.resolve("media"));
    long bytes = Things.size(folder.resolve("data")) + media;
    return RetentionItem.of(
            id, bytes, Files.getLastModifiedTime(folder.resolve("data")).toInstant())
        .ofStream(Things.streamId(id))
        .withMedia(media)
        .kept(use(folder));
  }

  @Nullable String use(Path folder) {
    return Files.exists(folder.resolve("used")) ? "used by a live process" : null;
  }

  @Override
  public boolean holds(String id) {
    return Things.isOne(id) && Files.isDirectory(folder(id), LinkOption.NOFOLLOW_LINKS);
  }

  Path folder(String id) {
    return things.folder().resolve(id);
  }

  void check(RetentionItem item) throws IOException {
    if (!Things.isOne(item.id())) {
      throw new FileSystemException(item.id(), null, "is no thing");
    }
    String use = use(folder(item.id()));
    if (use != null) {
      throw new RetentionRefusedException(item.id(), use);
    }
  }

  @Override
  public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    check(item);
    trash.put(thing(item.id(), part), purge);
    return Freed.NOTHING;
  }

  Path thing(String id, RetentionPart part) {
    return part == RetentionPart.ALL ? folder(id) : folder(id).resolve("media");
  }

  @Override
  public void force() throws IOException {
    trash.force();
  }

  @Override
  public Freed free(String id, RetentionPart part, String purge) throws IOException {
    if (Files.exists(things.refusal())) {
      throw new FileSystemException(id, null, "the disk refuses");
    }
    Disk.Deleted deleted = trash.delete(thing(id, part), purge);
    return new Freed(deleted.files(), deleted.bytes());
  }
}
