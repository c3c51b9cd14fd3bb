package io.streamobs.assets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Room for many homes, in memory where there is such a place: what is forced there costs nothing.
 */
final class Scratch implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path folder;
  private int homes;

  Scratch() throws IOException {
    folder =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "obs")
            : Files.createTempDirectory("obs");
  }

  /** An empty one. */
  Path home() throws IOException {
    return Files.createDirectory(folder.resolve("home-" + ++homes));
  }

  /** Deletes what nobody is at any more. */
  static void delete(Path folder) throws IOException {
    List<Path> deepestLast = Bundle.below(folder);
    for (int i = deepestLast.size() - 1; i >= 0; i--) {
      Files.delete(deepestLast.get(i));
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }
}
