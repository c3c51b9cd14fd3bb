package io.streamobs.assets.internal.bundle;

import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written at its end, by one writer. It is begun under the first name that is free,
 * so that nobody else's is ever touched; where somebody moved, cut or deleted it, another one is
 * begun. In a bundle that others may take away it is begun, and gone on with after a silence, in
 * turn with them, see {@link BundleTurn}.
 *
 * <p>Threads: one, but for {@link #force}. Failure: what a write that failed left behind is cut off
 * before the next one.
 */
public final class GrowingFile {

  // Names are taken by earlier files of the same kind; who makes thousands of them loops.
  private static final int MOST_TAKEN = 10_000;
  private static final int MOST_BEGINNINGS = 5;

  private final Disk disk;
  private final Path home;
  private final @Nullable RunFolder shared;
  private final IntFunction<Path> names;

  private @Nullable Path path;
  private long appendedNanos;
  private volatile Disk.@Nullable Output output;
  private @Nullable Object key;
  private int number;
  private long size;
  private boolean unsure;
  private boolean lost;
  private volatile boolean unforced;

  /**
   * For who has the bundle for himself.
   *
   * @param home what of the path is there
   * @param names the file's paths, from 1 on; all in one folder
   */
  public GrowingFile(Disk disk, Path home, IntFunction<Path> names) {
    this(disk, home, null, names);
  }

  /**
   * @param home what of the path is there
   * @param shared the bundle that it is in, which somebody may take away
   * @param names the file's paths, from 1 on; all in one folder
   */
  public GrowingFile(Disk disk, Path home, @Nullable RunFolder shared, IntFunction<Path> names) {
    this.disk = disk;
    this.home = home;
    this.shared = shared;
    this.names = names;
  }

  /** Writes all of it, or nothing that stays. */
  public void append(ByteBuffer bytes) throws IOException {
    RunFolder bundle = shared;
    boolean isFresh =
        path != null && System.nanoTime() - appendedNanos < BundleTurn.MOST_NANOS_WITHOUT;
    if (bundle == null || isFresh) {
      appendNow(bytes);
    } else {
      BundleTurn.run(disk, home, bundle, trouble -> appendNow(bytes));
    }
    appendedNanos = System.nanoTime();
  }

  private void appendNow(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    Disk.Output out = prepared();
    unsure = true;
    out.write(bytes);
    unsure = false;
    unforced = true;
    size += length;
  }

  private Disk.Output prepared() throws IOException {
    Path present = path;
    if (present != null && !isInPlace(present)) {
      lost = true;
      next();
      present = null;
    }
    if (present == null) {
      return begin();
    }
    Disk.Output out = output;
    if (out == null) {
      out = disk.append(present);
      output = out;
    }
    if (unsure) {
      out.truncate(size);
      unsure = false;
    }
    return out;
  }

  private boolean isInPlace(Path file) throws IOException {
    try {
      BasicFileAttributes is = attributes(file);
      return Objects.equals(is.fileKey(), key) && (is.size() == size || unsure);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  // Who takes away the last bundle of a stream takes the stream's folder along, also that moment.
  private Disk.Output begin() throws IOException {
    for (int n = 1; n < MOST_BEGINNINGS; n++) {
      try {
        return beginOnce();
      } catch (NoSuchFileException folderIsGone) {
        number = 0;
      }
    }
    return beginOnce();
  }

  private Disk.Output beginOnce() throws IOException {
    Path folder = Objects.requireNonNull(names.apply(1).getParent());
    HomeFolders.make(disk, home, folder);
    for (int taken = 0; taken < MOST_TAKEN; taken++) {
      Disk.Output made = createIfFree(names.apply(++number));
      if (made != null) {
        disk.forceFolder(folder);
        return made;
      }
    }
    throw new FileAlreadyExistsException(folder.toString(), null, "holds too many files of a kind");
  }

  private Disk.@Nullable Output createIfFree(Path candidate) throws IOException {
    try {
      Disk.Output made = disk.create(candidate);
      path = candidate;
      output = made;
      key = attributes(candidate).fileKey();
      return made;
    } catch (FileAlreadyExistsException e) { // somebody else's
      return null;
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Where it is now; null where nothing was written yet. */
  public @Nullable Path path() {
    return path;
  }

  /** How long it is now. */
  public long size() {
    return size;
  }

  /** Whether a file was moved, cut or deleted by somebody since this was last asked. */
  public boolean wasLost() {
    boolean was = lost;
    lost = false;
    return was;
  }

  /** Has the next bytes begin another file. */
  public void next() throws IOException {
    try {
      close();
    } finally {
      path = null;
      size = 0;
      unsure = false;
    }
  }

  /** Makes what was written outlive a power cut. Any thread. */
  public synchronized void force() throws IOException {
    Disk.Output out = output;
    if (unforced && out != null) {
      unforced = false; // before it, for what comes meanwhile to count
      try {
        out.force();
      } catch (IOException e) {
        unforced = true;
        throw e;
      }
    }
  }

  /** Whether it keeps a descriptor. */
  public boolean isOpen() {
    return output != null;
  }

  /** Lets the file go, as it is; the next bytes open it again. */
  public synchronized void close() throws IOException {
    Disk.Output out = output;
    if (out != null) {
      output = null;
      out.close();
    }
  }
}
