package io.streamobs.assets;

import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Purges in a process of its own, which is gone before it asks its disk for the n-th thing. */
final class PurgingHost implements Disk {

  static final int KILLED = 137;

  private int left;

  private PurgingHost(int left) {
    this.left = left;
  }

  /**
   * @param arguments the home, the part, how much it asks of its disk
   */
  public static void main(String[] arguments) throws Exception {
    Disk disk = new PurgingHost(Integer.parseInt(arguments[2]));
    Purges purges = new Purges(Path.of(arguments[0]), disk);
    purges.purge(RetentionPart.valueOf(arguments[1]));
    System.exit(purges.failures.isEmpty() ? 0 : 1);
  }

  /** Runs it to its end, and says what it exits with. */
  static int run(Path home, RetentionPart part, int steps) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                PurgingHost.class.getName(),
                home.toString(),
                part.name(),
                Integer.toString(steps)))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private void step() {
    if (left-- <= 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  @Override
  public Output create(Path file) throws IOException {
    step();
    return new Steps(LOCAL.create(file));
  }

  @Override
  public Output append(Path file) throws IOException {
    return new Steps(LOCAL.append(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    LOCAL.rename(from, to);
  }

  @Override
  public void link(Path file, Path name) throws IOException {
    step();
    LOCAL.link(file, name);
  }

  @Override
  public void delete(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      step();
    }
    LOCAL.delete(file);
  }

  @Override
  public Deleted deleteAll(Path folder) throws IOException {
    Deleted deleted = new Deleted(0, 0);
    List<Path> deepestLast = Files.exists(folder) ? Bundle.below(folder) : List.of();
    for (int i = deepestLast.size() - 1; i >= 0; i--) {
      step();
      deleted = deleted.plus(new Deleted(1, 0));
      LOCAL.delete(deepestLast.get(i));
    }
    return deleted;
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    step();
    LOCAL.makeFolder(folder);
  }

  // What it forced does not matter to who is killed.
  @Override
  public void forceFolder(Path folder) {}

  /** Of half a write something is there. */
  private final class Steps implements Output {

    private final Output output;

    Steps(Output output) {
      this.output = output;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      int half = bytes.remaining() / 2;
      output.write(bytes.slice(bytes.position(), half));
      bytes.position(bytes.position() + half);
      step();
      output.write(bytes);
    }

    @Override
    public void truncate(long size) throws IOException {
      output.truncate(size);
    }

    @Override
    public void force() {}

    @Override
    public void close() throws IOException {
      output.close();
    }
  }
}
