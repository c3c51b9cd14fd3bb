package io.streamobs.assets;

import gov.loc.repository.bagit.domain.Bag;
import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An export that was unpacked, as programs see it that know nothing of its writer. */
record Unpacked(Path bag) {

  /** Unpacked by the JDK. */
  static Unpacked by(Path zip, Path folder) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
      }
    }
    return in(folder);
  }

  /** The only folder in one. */
  static Unpacked in(Path folder) throws IOException {
    try (Stream<Path> top = Files.list(folder)) {
      List<Path> found = top.toList();
      if (found.size() != 1) {
        throw new AssertionError("at the top: " + found);
      }
      return new Unpacked(found.get(0));
    }
  }

  Path data() {
    return bag.resolve("data");
  }

  /** The files under {@code data/}, by name. */
  List<String> payload() {
    try (Stream<Path> all = Files.walk(data())) {
      return all.filter(Files::isRegularFile)
          .map(file -> data().relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the program says of a list; 0 for that all is well. */
  static int sha256sum(Path folder, String list) throws Exception {
    return run(folder, "sha256sum", "--strict", "--status", "-c", list);
  }

  static int run(Path folder, String... command) throws Exception {
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  static boolean has(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Has the bag read and checked by the Library of Congress' own. */
  void checkAsABag() throws Exception {
    Bag read = new BagReader().read(bag);
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isComplete(read, /* ignoreHiddenFiles= */ false);
      verifier.isValid(read, /* ignoreHiddenFiles= */ false);
    }
  }
}
