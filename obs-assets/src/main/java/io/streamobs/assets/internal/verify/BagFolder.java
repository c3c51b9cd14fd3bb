package io.streamobs.assets.internal.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A bag in a folder, as it is once it was unpacked. Follows no link. */
final class BagFolder implements BagFiles {

  private final TreeMap<String, Path> files = new TreeMap<>();

  BagFolder(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .forEach(path -> files.put(folder.relativize(path).toString().replace('\\', '/'), path));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public Collection<String> names() {
    return files.keySet();
  }

  @Override
  public InputStream open(String name) throws IOException {
    Path file = files.get(name);
    if (file == null || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("is no file");
    }
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {}
}
