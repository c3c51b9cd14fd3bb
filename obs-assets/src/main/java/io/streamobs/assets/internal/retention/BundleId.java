package io.streamobs.assets.internal.retention;

import io.streamobs.assets.internal.bundle.RunFolder;
import io.streamobs.spi.home.Trash;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a bundle is called: the names of its folders, and nothing that leads elsewhere. */
record BundleId(String stream, String run) {

  private static final Set<String> ELSEWHERE = Set.of("", ".", "..");

  static @Nullable BundleId parse(String id) {
    int slash = id.indexOf('/');
    if (slash < 0) {
      return null;
    }
    BundleId parsed = new BundleId(id.substring(0, slash), id.substring(slash + 1));
    return isName(parsed.stream) && isName(parsed.run) ? parsed : null;
  }

  static boolean isName(String name) {
    try {
      return !ELSEWHERE.contains(name)
          && !Trash.isTrash(name)
          && Path.of(name).equals(Path.of(name).getFileName());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  RunFolder in(Path home) {
    return new RunFolder(home.resolve("runs").resolve(stream).resolve(run));
  }

  @Override
  public String toString() {
    return stream + "/" + run;
  }
}
