package io.streamobs.assets;

import java.nio.file.Path;

/** What a disk was asked to do, with paths below the home; a file is known by its number. */
sealed interface DiskOperation {

  record MakeFolder(Path folder) implements DiskOperation {}

  record Create(Path path, int file) implements DiskOperation {}

  record Write(int file, byte[] bytes) implements DiskOperation {
    @Override
    public String toString() {
      return "Write[file=" + file + ", bytes=" + bytes.length + "]";
    }
  }

  record Truncate(int file, long size) implements DiskOperation {}

  record Force(int file) implements DiskOperation {}

  record Rename(Path from, Path to) implements DiskOperation {}

  record Link(Path from, Path to) implements DiskOperation {}

  record Delete(Path path) implements DiskOperation {}

  record ForceFolder(Path folder) implements DiskOperation {}
}
