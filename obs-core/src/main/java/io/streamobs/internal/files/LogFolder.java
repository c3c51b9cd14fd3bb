package io.streamobs.internal.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The folder, as the log of one name sees it. Other logs, and other files, may lie beside.
 *
 * <p>Threads: any.
 */
final class LogFolder {

  /** The file by which one keeper at a time tidies it. */
  static final String LOCK = ".obs-files.lock";

  // Taken names are a rare accident; who makes hundreds of them wants the sink to loop.
  private static final int MOST_TAKEN = 100;

  private final Path folder;
  private final String name;
  private final Disk disk;

  /**
   * @param name a safe name
   */
  LogFolder(Path folder, String name) {
    this(folder, name, Disk.REAL);
  }

  LogFolder(Path folder, String name, Disk disk) {
    this.disk = disk;
    this.folder = folder;
    this.name = name;
  }

  Path path() {
    return folder;
  }

  String name() {
    return name;
  }

  Path resolve(Object file) {
    return folder.resolve(file.toString());
  }

  /** Makes the folder where it is missing. */
  void create() throws IOException {
    if (!Files.isDirectory(folder)) { // createDirectories does not take a link for a folder
      Files.createDirectories(folder);
    }
  }

  /** The log files of this name, whoever wrote them, without those that went while it looked. */
  List<LogFile> files() throws IOException {
    List<LogFile> files = new ArrayList<>();
    for (LogFileName file : parsed(LogFileName::parse)) {
      BasicFileAttributes is = file.name().equals(name) ? attributes(resolve(file)) : null;
      if (is != null && is.isRegularFile()) {
        files.add(new LogFile(file, is.size(), is.lastModifiedTime().toInstant()));
      }
    }
    return files;
  }

  /** The owners' marks of this name. */
  List<MarkName> marks() throws IOException {
    return parsed(MarkName::parse).stream().filter(mark -> mark.name().equals(name)).toList();
  }

  /** What is called so that {@code parser} knows it. */
  <T> List<T> parsed(Function<String, @Nullable T> parser) throws IOException {
    List<T> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        T known = parser.apply(Objects.toString(path.getFileName()));
        if (known != null) {
          found.add(known);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  /** The highest number that a file of the writer has, 0 where there is none. */
  int highest(String writer) throws IOException {
    return files().stream()
        .filter(file -> file.name().writer().equals(writer))
        .mapToInt(file -> file.name().number())
        .max()
        .orElse(0);
  }

  /** Begins the writer's next file, under the first number above {@code last} that is free. */
  OpenLogFile begin(String writer, int last) throws IOException {
    for (int number = last + 1; number <= last + MOST_TAKEN; number++) {
      OpenLogFile file = createIfFree(new LogFileName(name, writer, number, false));
      if (file != null) {
        return file;
      }
    }
    throw new FileAlreadyExistsException(
        resolve(new LogFileName(name, writer, last + 1, false)).toString(),
        null,
        "the next " + MOST_TAKEN + " names are taken; move away what has them");
  }

  private @Nullable OpenLogFile createIfFree(LogFileName file) throws IOException {
    if (Files.exists(resolve(file.withCompressed(true)), LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      return OpenLogFile.create(disk, resolve(file), file);
    } catch (FileAlreadyExistsException e) {
      return null;
    }
  }

  /** Makes what happened to the folder's entries outlive a power cut, where the system can. */
  void force() {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) { // not every system lets a folder be opened
      return;
    }
  }

  private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
