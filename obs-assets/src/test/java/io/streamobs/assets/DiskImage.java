package io.streamobs.assets;

import io.streamobs.spi.home.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Files and folders as a cut of the power left them; what is in no folder is lost. */
final class DiskImage {

  private static final String MARK = ".alive";
  // Above any that Linux gives.
  private static final String NOBODY = "999999999-1";

  private final Set<Path> folders = new HashSet<>(Set.of(Path.of("")));
  private final Map<Path, byte[]> files = new TreeMap<>();

  void folder(Path path) {
    if (isThere(path.getParent())) {
      folders.add(path);
    }
  }

  void file(Path path, byte[] bytes) {
    if (isThere(path.getParent())) {
      files.put(path, bytes);
    }
  }

  private boolean isThere(Path folder) {
    return folder == null || folders.contains(folder);
  }

  /** The same without the marks of live instances. */
  DiskImage withoutMarks() {
    files.keySet().removeIf(file -> file.toString().endsWith(MARK));
    return this;
  }

  /** The same for images that are the same. */
  long fingerprint() {
    CRC32C crc = new CRC32C();
    files.forEach(
        (path, bytes) -> {
          crc.update(path.toString().getBytes(StandardCharsets.UTF_8));
          crc.update(bytes);
        });
    return crc.getValue() << 32 ^ folders.hashCode();
  }

  /** Puts it where the next process finds it, in which the one that wrote it is no more. */
  void writeTo(Path home) throws IOException {
    Files.createDirectories(home);
    for (Path folder : folders) {
      Files.createDirectories(home.resolve(folder));
    }
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      String path = file.getKey().toString();
      boolean mark = path.endsWith(MARK);
      Files.write(
          home.resolve(mark ? path.replace(Owner.THIS.toString(), NOBODY) : path), file.getValue());
    }
  }
}
