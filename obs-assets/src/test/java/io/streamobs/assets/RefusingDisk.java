package io.streamobs.assets;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;

/** A disk that refuses some of what it is asked for; of what it refuses to write it writes half. */
final class RefusingDisk implements Disk {

  private final AtomicInteger asked = new AtomicInteger();
  private volatile BiPredicate<Integer, Path> refused;

  /**
   * @param refused by how often it was asked before, and where
   */
  RefusingDisk(BiPredicate<Integer, Path> refused) {
    this.refused = refused;
  }

  void heal() {
    refused = (n, path) -> false;
  }

  /** How often it was asked for something. */
  int asked() {
    return asked.get();
  }

  private void refuse(Path path) throws IOException {
    if (isRefused(path)) {
      throw failure();
    }
  }

  private boolean isRefused(Path path) {
    return refused.test(asked.getAndIncrement(), path);
  }

  private static IOException failure() {
    return new IOException("Input/output error");
  }

  @Override
  public Output create(Path file) throws IOException {
    refuse(file);
    return new RefusingOutput(LOCAL.create(file), file);
  }

  @Override
  public Output append(Path file) throws IOException {
    refuse(file);
    return new RefusingOutput(LOCAL.append(file), file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    refuse(to);
    LOCAL.rename(from, to);
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    refuse(name);
    LOCAL.link(file, name);
  }

  @Override
  public void delete(Path file) throws IOException {
    refuse(file);
    LOCAL.delete(file);
  }

  @Override
  public Deleted deleteAll(Path folder) throws IOException {
    refuse(folder);
    return LOCAL.deleteAll(folder);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    refuse(folder);
    LOCAL.makeFolder(folder);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    refuse(folder);
    LOCAL.forceFolder(folder);
  }

  private final class RefusingOutput implements Output {

    private final Output output;
    private final Path file;

    RefusingOutput(Output output, Path file) {
      this.output = output;
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      if (isRefused(file)) {
        output.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
        throw failure();
      }
      output.write(bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      refuse(file);
      output.truncate(size);
    }

    @Override
    public void force() throws IOException {
      refuse(file);
      output.force();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
