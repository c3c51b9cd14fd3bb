package io.streamobs.testkit;

import io.streamobs.spi.RetentionItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What there is to be deleted in tests: a folder each, {@code things/stream-1.thing-7}, with a file
 * {@code data} and maybe {@code media}. One with a file {@code used} is in use.
 */
record Things(Path home) {

  private static final Pattern NAME = Pattern.compile("(stream-\\d)\\.thing-(\\d+)");
  private static final int MEDIA_BYTES = 5_000;

  Path folder() {
    return home.resolve("things");
  }

  static String id(int number) {
    return "stream-" + number % 2 + ".thing-" + number;
  }

  static int number(String id) {
    Matcher name = NAME.matcher(id);
    return name.matches() ? Integer.parseInt(name.group(2)) : 0;
  }

  static @Nullable String streamId(String id) {
    Matcher name = NAME.matcher(id);
    return name.matches() ? name.group(1) : null;
  }

  static boolean isOne(String id) {
    return NAME.matcher(id).matches();
  }

  RetentionItem make(int number, Instant newest) throws IOException {
    int bytes = 100 * number;
    Path folder = Files.createDirectories(folder().resolve(id(number)));
    Path data = Files.write(folder.resolve("data"), new byte[bytes]);
    Files.setLastModifiedTime(data, FileTime.from(newest));
    return RetentionItem.of(id(number), bytes, newest).ofStream(streamId(id(number)));
  }

  RetentionItem makeWithMedia(int number, Instant newest) throws IOException {
    RetentionItem made = make(number, newest);
    Path media = folder().resolve(made.id()).resolve("media");
    Files.write(media, new byte[MEDIA_BYTES]);
    return RetentionItem.of(made.id(), made.bytes() + MEDIA_BYTES, newest)
        .ofStream(made.streamId())
        .withMedia(MEDIA_BYTES);
  }

  RetentionItem makeInUse() throws IOException {
    RetentionItem made = makeWithMedia(9, Instant.EPOCH);
    Files.createFile(folder().resolve(made.id()).resolve("used"));
    return made;
  }

  /** The disk deletes nothing while this file is there. */
  Path refusal() {
    return home.resolve("refusal");
  }

  /** Whatever has the name of a thing. */
  List<Path> all() throws IOException {
    if (!Files.isDirectory(folder())) {
      return new ArrayList<>();
    }
    try (Stream<Path> all = Files.list(folder())) {
      return new ArrayList<>(all.filter(path -> isOne(name(path))).sorted().toList());
    }
  }

  static String name(Path folder) {
    return Objects.toString(folder.getFileName());
  }

  static long size(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
  }
}
