package io.streamobs.audit;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A disk that takes half of each write and no new file, for as long as some file is there. */
final class FullDisk implements Disk {

  private final Path ballast;
  boolean keepsWhatItTook;

  FullDisk(Path ballast) {
    this.ballast = ballast;
  }

  private boolean isFull() {
    return Files.exists(ballast, LinkOption.NOFOLLOW_LINKS);
  }

  private static IOException noSpace(Path path) {
    return new FileSystemException(path.toString(), null, "No space left on device");
  }

  @Override
  public Output create(Path file) throws IOException {
    if (isFull()) {
      throw noSpace(file);
    }
    return new FullOutput(LOCAL.create(file));
  }

  @Override
  public Output append(Path file) throws IOException {
    return new FullOutput(LOCAL.append(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    LOCAL.rename(from, to);
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    LOCAL.link(file, name);
  }

  @Override
  public void delete(Path file) throws IOException {
    LOCAL.delete(file);
  }

  @Override
  public Deleted deleteAll(Path folder) throws IOException {
    return LOCAL.deleteAll(folder);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    LOCAL.makeFolder(folder);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    LOCAL.forceFolder(folder);
  }

  private final class FullOutput implements Output {
    private final Output output;
    private boolean failed;

    FullOutput(Output output) {
      this.output = output;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      if (isFull()) {
        failed = true;
        bytes.limit(bytes.position() + bytes.remaining() / 2);
        output.write(bytes);
        throw new IOException("No space left on device");
      }
      output.write(bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      if (failed && keepsWhatItTook) {
        throw new IOException("Input/output error");
      }
      output.truncate(size);
    }

    @Override
    public void force() throws IOException {
      output.force();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
