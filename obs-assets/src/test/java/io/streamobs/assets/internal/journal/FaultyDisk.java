package io.streamobs.assets.internal.journal;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk that has no room after so many more bytes, until it has again. */
final class FaultyDisk implements Disk {

  private static final int ENDLESS = Integer.MAX_VALUE;

  private int room = ENDLESS;

  void roomFor(int bytes) {
    room = bytes;
  }

  void heal() {
    room = ENDLESS;
  }

  @Override
  public Output create(Path file) throws IOException {
    return new FaultyOutput(LOCAL.create(file));
  }

  @Override
  public Output append(Path file) throws IOException {
    return new FaultyOutput(LOCAL.append(file));
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

  private final class FaultyOutput implements Output {

    private final Output output;

    FaultyOutput(Output output) {
      this.output = output;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      if (room >= bytes.remaining()) {
        room -= room == ENDLESS ? 0 : bytes.remaining();
        output.write(bytes);
        return;
      }
      ByteBuffer part = bytes.slice(bytes.position(), room);
      room = 0;
      output.write(part);
      throw new IOException("No space left on device");
    }

    @Override
    public void truncate(long size) throws IOException {
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
