package io.streamobs.assets;

import io.streamobs.assets.internal.bundle.Checksums;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a bundle is as it was left: each of its files has the SHA-256 that {@code
 * checksums.sha256} says, none is missing, and none is there that it does not name.
 *
 * <p>It tells accidents, not forgery: who can write the files can write the list.
 *
 * @param problems one sentence for each, the first thousand
 * @param problemCount how many there are
 * @param files how many were read
 * @param bytes how many those have
 */
public record BundleVerification(List<String> problems, long problemCount, long files, long bytes) {

  private static final int MOST_KEPT = 1_000;
  private static final int MOST_LINE = 4_096;
  private static final int MOST_FILES = 10_000_000;
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  public BundleVerification {
    problems = List.copyOf(problems);
  }

  /** Whether there is no problem. */
  public boolean isSound() {
    return problemCount == 0;
  }

  /**
   * Reads a bundle's files and compares them. Follows no link, and leaves the folder as it is.
   *
   * @param folder the bundle's
   * @throws IOException when the folder itself cannot be read
   */
  public static BundleVerification of(Path folder) throws IOException {
    return new Verifier(folder).verify();
  }

  private static final class Verifier {

    private final Path folder;
    private final List<String> problems = new ArrayList<>();
    private final Set<Path> named = new HashSet<>();
    private long problemCount;
    private long files;
    private long bytes;

    Verifier(Path folder) {
      this.folder = folder;
    }

    BundleVerification verify() throws IOException {
      Path list = folder.resolve(Checksums.FILE);
      if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
        problem(
            "there is no "
                + Checksums.FILE
                + ": its run goes on, or it is no bundle, or its process was killed and no other has"
                + " finished it");
      } else {
        compare(list);
        lookForOthers();
      }
      return new BundleVerification(problems, problemCount, files, bytes);
    }

    private void compare(Path list) throws IOException {
      try (BufferedReader lines = Files.newBufferedReader(list)) {
        String line = line(lines);
        for (int number = 1; line != null; number++) {
          compare(line, number);
          line = line(lines);
        }
      } catch (MalformedInputException e) {
        problem(Checksums.FILE + " is no text");
      }
    }

    // A line without end must not fill the memory.
    private @Nullable String line(BufferedReader lines) throws IOException {
      StringBuilder line = new StringBuilder();
      int c = lines.read();
      if (c < 0) {
        return null;
      }
      for (; c >= 0 && c != '\n'; c = lines.read()) {
        if (line.length() < MOST_LINE) {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    private void compare(String line, int number) throws IOException {
      Matcher parts = LINE.matcher(line);
      Path file = parts.matches() && named.size() < MOST_FILES ? inside(parts.group(2)) : null;
      if (file == null) {
        problem(Checksums.FILE + ":" + number + ": names no file of the bundle");
      } else if (!named.add(file)) {
        problem("twice in the list: " + shown(file));
      } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        problem("missing: " + shown(file));
      } else {
        compare(file, parts.group(1));
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
        files++;
        bytes += Files.size(file);
        if (!Checksums.sha256(file).equals(expected)) {
          problem("changed: " + shown(file));
        }
      } catch (IOException e) {
        problem("cannot be read: " + shown(file) + " (" + e + ")");
      }
    }

    private void lookForOthers() throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
            .filter(path -> !path.equals(folder.resolve(Checksums.FILE)))
            .filter(path -> !named.contains(path))
            .sorted()
            .forEach(path -> problem("not in the list: " + shown(path)));
      }
    }

    private String shown(Path file) {
      return folder.relativize(file).toString();
    }

    private void problem(String what) {
      problemCount++;
      if (problems.size() < MOST_KEPT) {
        problems.add(what);
      }
    }
  }
}
