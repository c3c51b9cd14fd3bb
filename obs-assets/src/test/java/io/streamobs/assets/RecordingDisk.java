package io.streamobs.assets;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A disk that remembers the order in which it was asked for what; and does it on that of this
 * machine, one at a time. What was in the home before is remembered as done and forced.
 */
final class RecordingDisk implements Disk {

  private final Path home;
  private final List<DiskOperation> operations = new ArrayList<>();
  private final Map<Path, Integer> files = new HashMap<>();
  private final int found;
  private int fileCount;

  RecordingDisk(Path home) throws IOException {
    this.home = home;
    for (Path path : Bundle.below(home)) {
      if (Files.isRegularFile(path)) {
        int file = created(path);
        operations.add(new DiskOperation.Write(file, Files.readAllBytes(path)));
        operations.add(new DiskOperation.Force(file));
      } else if (!path.equals(home)) {
        operations.add(new DiskOperation.MakeFolder(home.relativize(path)));
      }
    }
    for (Path path : Bundle.below(home)) {
      if (Files.isDirectory(path)) {
        operations.add(new DiskOperation.ForceFolder(home.relativize(path)));
      }
    }
    found = operations.size();
  }

  /** All until now. */
  synchronized List<DiskOperation> operations() {
    return List.copyOf(operations);
  }

  /** How many of them stand for what was there before. */
  int found() {
    return found;
  }

  /** How often a file was forced whose name begins so. */
  synchronized long forced(String name) {
    return operations.stream()
        .filter(DiskOperation.Force.class::isInstance)
        .map(operation -> ((DiskOperation.Force) operation).file())
        .filter(file -> names(name).contains(file))
        .count();
  }

  /** How often a file came to a name that ends so. */
  synchronized long renamedTo(String suffix) {
    return operations.stream()
        .filter(o -> o instanceof DiskOperation.Rename to && to.to().toString().endsWith(suffix))
        .count();
  }

  private List<Integer> names(String name) {
    return files.entrySet().stream()
        .filter(file -> Objects.toString(file.getKey().getFileName()).startsWith(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  private int created(Path path) {
    int file = ++fileCount;
    files.put(path, file);
    operations.add(new DiskOperation.Create(home.relativize(path), file));
    return file;
  }

  @Override
  public synchronized Output create(Path file) throws IOException {
    Output output = LOCAL.create(file);
    return new RecordedOutput(output, created(file));
  }

  @Override
  public synchronized Output append(Path file) throws IOException {
    return new RecordedOutput(LOCAL.append(file), files.get(file));
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    LOCAL.rename(from, to);
    for (Path each : Set.copyOf(files.keySet())) { // a folder takes along what is in it
      if (each.startsWith(from)) {
        files.put(to.resolve(from.relativize(each)), Objects.requireNonNull(files.remove(each)));
      }
    }
    operations.add(new DiskOperation.Rename(home.relativize(from), home.relativize(to)));
  }

  @Override
  public synchronized void link(Path file, Path name) throws IOException {
    LOCAL.link(file, name);
    files.put(name, Objects.requireNonNull(files.get(file)));
    operations.add(new DiskOperation.Link(home.relativize(file), home.relativize(name)));
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    LOCAL.delete(file);
    if (there) {
      files.remove(file);
      operations.add(new DiskOperation.Delete(home.relativize(file)));
    }
  }

  @Override
  public synchronized Deleted deleteAll(Path folder) throws IOException {
    Deleted deleted = new Deleted(0, 0);
    List<Path> deepestLast =
        Files.exists(folder, LinkOption.NOFOLLOW_LINKS) ? Bundle.below(folder) : List.of();
    for (int i = deepestLast.size() - 1; i >= 0; i--) {
      Path path = deepestLast.get(i);
      boolean isFile = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
      deleted = deleted.plus(new Deleted(isFile ? 1 : 0, isFile ? Files.size(path) : 0));
      delete(path);
    }
    return deleted;
  }

  @Override
  public synchronized void makeFolder(Path folder) throws IOException {
    LOCAL.makeFolder(folder);
    operations.add(new DiskOperation.MakeFolder(home.relativize(folder)));
  }

  @Override
  public synchronized void forceFolder(Path folder) throws IOException {
    LOCAL.forceFolder(folder);
    operations.add(new DiskOperation.ForceFolder(home.relativize(folder)));
  }

  private final class RecordedOutput implements Output {

    private final Output output;
    private final int file;

    RecordedOutput(Output output, int file) {
      this.output = output;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(bytes.position(), copy);
      synchronized (RecordingDisk.this) {
        output.write(bytes);
        operations.add(new DiskOperation.Write(file, copy));
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (RecordingDisk.this) {
        output.truncate(size);
        operations.add(new DiskOperation.Truncate(file, size));
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (RecordingDisk.this) {
        output.force();
        operations.add(new DiskOperation.Force(file));
      }
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
