package io.streamobs.cli;

import io.streamobs.spi.home.Trash;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** A home, as a reader sees it. */
record Home(Path path) {

  /**
   * The folder.
   *
   * @throws CliException when it is not there
   */
  Path there() {
    if (!Files.isDirectory(path)) {
      throw CliException.badInput(
          CliErrors.NOT_FOUND, "there is no home " + path + "; name one with --home or OBS_HOME");
    }
    return path;
  }

  /** Where its audit is. */
  Path audit() {
    return path.resolve("audit").resolve("audit.jsonl");
  }

  /** That it has none. */
  CliException withoutAudit() {
    return CliException.badInput(
        CliErrors.NO_AUDIT,
        "there is no audit in "
            + path
            + "; it begins with the first deletion or pin. If it was there, it was removed");
  }

  /**
   * All bundles, the newest run first.
   *
   * @throws CliException when the home is not there or cannot be read
   */
  List<Bundle> bundles() {
    List<Bundle> found = new ArrayList<>();
    try {
      for (Path stream : folders(there().resolve("runs"))) {
        for (Path run : folders(stream)) {
          if (Files.isRegularFile(Bundle.manifest(run), LinkOption.NOFOLLOW_LINKS)) {
            found.add(Bundle.read(run));
          }
        }
      }
    } catch (IOException e) {
      throw CliException.cannot(CliErrors.UNREADABLE, path + " could not be read: " + e);
    }
    found.sort(Comparator.comparing(Bundle::started).reversed());
    return found;
  }

  private static List<Path> folders(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        boolean onItsWayOut = Trash.isTrash(Objects.toString(one.getFileName()));
        if (!onItsWayOut && Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS)) {
          folders.add(one);
        }
      }
    } catch (NoSuchFileException e) { // nothing ran yet
      return folders;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return folders;
  }
}
