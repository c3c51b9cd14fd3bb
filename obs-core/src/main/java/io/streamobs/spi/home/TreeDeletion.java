package io.streamobs.spi.home;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a tree, each name within the folder that was opened before it, so that no link leads
 * elsewhere, whoever puts it there and when.
 *
 * <p>Threads: one.
 */
final class TreeDeletion {

  private static final int MOST_ROUNDS = 3;

  private long files;
  private long bytes;
  private @Nullable IOException failure;

  private TreeDeletion() {}

  static Disk.Deleted of(Path folder) throws IOException {
    Path parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
    TreeDeletion deletion = new TreeDeletion();
    try (DirectoryStream<Path> around = Files.newDirectoryStream(parent)) {
      Path name = Objects.requireNonNull(folder.getFileName());
      if (around instanceof SecureDirectoryStream<Path> secure) {
        deletion.delete(secure, name);
      } else { // Windows
        deletion.deletePath(folder);
      }
    } catch (NoSuchFileException e) {
      return new Disk.Deleted(0, 0);
    }
    if (deletion.failure != null) {
      throw deletion.failure;
    }
    return new Disk.Deleted(deletion.files, deletion.bytes);
  }

  private void delete(SecureDirectoryStream<Path> in, Path name) {
    try {
      BasicFileAttributes is =
          in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      if (is.isDirectory()) {
        deleteFolder(in, name);
      } else {
        in.deleteFile(name);
        count(is);
      }
    } catch (NoSuchFileException e) { // somebody else did it
      return;
    } catch (IOException e) {
      fail(e);
    }
  }

  // Somebody may put something in meanwhile, and some systems leave out names while others go.
  private void deleteFolder(SecureDirectoryStream<Path> in, Path name) throws IOException {
    for (int n = 1; n < MOST_ROUNDS; n++) {
      deleteContent(in, name);
      try {
        in.deleteDirectory(name);
        return;
      } catch (DirectoryNotEmptyException e) {
        if (failure != null) { // then it is known why
          throw e;
        }
      }
    }
    deleteContent(in, name);
    in.deleteDirectory(name);
  }

  private void deleteContent(SecureDirectoryStream<Path> in, Path name) throws IOException {
    try (SecureDirectoryStream<Path> inside =
        in.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path each : inside) {
        delete(inside, Objects.requireNonNull(each.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void deletePath(Path path) {
    try {
      BasicFileAttributes is =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (is.isDirectory()) {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
          inside.forEach(this::deletePath);
        } catch (DirectoryIteratorException e) {
          throw e.getCause();
        }
      }
      Files.delete(path);
      count(is);
    } catch (NoSuchFileException e) { // somebody else did it
      return;
    } catch (IOException e) {
      fail(e);
    }
  }

  private void count(BasicFileAttributes was) {
    if (was.isRegularFile()) {
      files++;
      bytes += was.size();
    }
  }

  // A folder that is not empty, because of that, is not what came first.
  private void fail(IOException e) {
    if (failure == null) {
      failure = e;
    }
  }
}
