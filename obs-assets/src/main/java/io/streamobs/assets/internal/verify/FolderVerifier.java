package io.streamobs.assets.internal.verify;

import io.streamobs.assets.internal.bundle.Checksums;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the folder of a bundle with its own list. */
public final class FolderVerifier {

  private static final int MOST_FILES = 10_000_000;

  private final Path folder;
  private final Findings findings;
  private final Set<Path> named = new HashSet<>();

  public FolderVerifier(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /**
   * @throws IOException when the folder itself cannot be read
   */
  public void verify() throws IOException {
    Path list = folder.resolve(Checksums.FILE);
    if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
      findings.problem(
          "there is no "
              + Checksums.FILE
              + ": its run goes on, or it is no bundle, or its process was killed and no other has"
              + " finished it");
    } else {
      compare(list);
      lookForOthers();
    }
  }

  private void compare(Path list) throws IOException {
    try (SumList lines = new SumList(Files.newInputStream(list))) {
      for (SumList.Line line = lines.next(); line != null; line = lines.next()) {
        compare(line);
      }
    } catch (CharacterCodingException e) {
      findings.problem(Checksums.FILE + " is no text");
    }
  }

  private void compare(SumList.Line line) {
    boolean fits = !line.name().isEmpty() && named.size() < MOST_FILES;
    Path file = fits ? inside(line.name()) : null;
    if (file == null) {
      findings.problem(Checksums.FILE + ":" + line.number() + ": names no file of the bundle");
    } else if (!named.add(file)) {
      findings.problem("twice in the list: " + shown(file));
    } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      findings.problem("missing: " + shown(file));
    } else {
      compare(file, line.sha256());
    }
  }

  private @Nullable Path inside(String name) {
    try {
      Path file = folder.resolve(name);
      boolean plain = file.equals(file.normalize()) && file.startsWith(folder);
      return plain && !file.equals(folder) && !throughALink(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private boolean throughALink(Path file) {
    for (Path at = file.getParent(); at != null && !at.equals(folder); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        return true;
      }
    }
    return false;
  }

  private void compare(Path file, String expected) {
    try {
      findings.read(Files.size(file));
      if (!Checksums.sha256(file).equals(expected)) {
        findings.problem("changed: " + shown(file));
      }
    } catch (IOException e) {
      findings.problem("cannot be read: " + shown(file) + " (" + e + ")");
    }
  }

  private void lookForOthers() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .filter(path -> !path.equals(folder.resolve(Checksums.FILE)))
          .filter(path -> !named.contains(path))
          .sorted()
          .forEach(path -> findings.problem("not in the list: " + shown(path)));
    }
  }

  private String shown(Path file) {
    return folder.relativize(file).toString();
  }
}
