package io.streamobs.assets;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** A disk that asks another one. */
class ForwardingDisk implements Disk {

  private final Disk disk;

  ForwardingDisk(Disk disk) {
    this.disk = disk;
  }

  @Override
  public Output create(Path file) throws IOException {
    return disk.create(file);
  }

  @Override
  public Output append(Path file) throws IOException {
    return disk.append(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    disk.link(file, name);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public Deleted deleteAll(Path folder) throws IOException {
    return disk.deleteAll(folder);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    disk.makeFolder(folder);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    disk.forceFolder(folder);
  }
}
