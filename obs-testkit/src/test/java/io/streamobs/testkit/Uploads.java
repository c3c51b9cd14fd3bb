package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of a folder, each of which goes in one step. */
record Uploads(Path folder) implements RetentionTarget {

  private static final Pattern NAME = Pattern.compile("upload-\\d+");

  @Override
  public String kind() {
    return "upload";
  }

  @Override
  public List<RetentionItem> items() throws IOException {
    List<RetentionItem> items = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String id = Objects.toString(file.getFileName());
        if (NAME.matcher(id).matches()) {
          items.add(
              RetentionItem.of(id, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
        }
      }
    }
    return items;
  }

  @Override
  public boolean holds(String id) {
    return NAME.matcher(id).matches() && Files.exists(folder.resolve(id));
  }

  @Override
  public Freed remove(RetentionItem item, RetentionPart part, String purge) throws IOException {
    boolean goes = part == RetentionPart.ALL && holds(item.id());
    return goes && Files.deleteIfExists(folder.resolve(item.id()))
        ? new Freed(1, item.bytes())
        : Freed.NOTHING;
  }
}
