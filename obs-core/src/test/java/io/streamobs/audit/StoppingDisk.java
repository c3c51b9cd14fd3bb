package io.streamobs.audit;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk that the process comes to its end at, after so many operations. */
final class StoppingDisk implements Disk {

  /** The end of the process; no part of it is to go on. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  final List<String> operations = new ArrayList<>();
  private final int most;
  private final int bytesOfLast;

  /**
   * @param most how many operations there are
   * @param bytesOfLast how much of one more is written, where it writes
   */
  StoppingDisk(int most, int bytesOfLast) {
    this.most = most;
    this.bytesOfLast = bytesOfLast;
  }

  private boolean isLast(String operation) {
    operations.add(operation);
    return operations.size() > most;
  }

  private void count(String operation) {
    if (isLast(operation)) {
      throw new Stopped();
    }
  }

  @Override
  public Output create(Path file) throws IOException {
    count("create");
    return new StoppingOutput(LOCAL.create(file));
  }

  @Override
  public Output append(Path file) throws IOException {
    Output output = LOCAL.append(file);
    count("append");
    return new StoppingOutput(output);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    count("rename");
    LOCAL.rename(from, to);
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    count("link");
    LOCAL.link(file, name);
  }

  @Override
  public void delete(Path file) throws IOException {
    count("delete");
    LOCAL.delete(file);
  }

  @Override
  public Deleted deleteAll(Path folder) throws IOException {
    count("deleteAll");
    return LOCAL.deleteAll(folder);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    count("makeFolder");
    LOCAL.makeFolder(folder);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    count("forceFolder");
    LOCAL.forceFolder(folder);
  }

  private final class StoppingOutput implements Output {
    private final Output output;

    StoppingOutput(Output output) {
      this.output = output;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      if (isLast("write")) {
        bytes.limit(Math.min(bytes.limit(), bytes.position() + bytesOfLast));
        output.write(bytes);
        throw new Stopped();
      }
      output.write(bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      count("truncate");
      output.truncate(size);
    }

    @Override
    public void force() throws IOException {
      count("force");
      output.force();
    }

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
