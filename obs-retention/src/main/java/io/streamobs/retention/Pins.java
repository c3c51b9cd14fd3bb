package io.streamobs.retention;

import io.streamobs.spi.home.AtomicFile;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.SafeNames;
import io.streamobs.spi.home.StagingPaths;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The pins of a home: a small file for each under {@code pins/<stream>/}. One that cannot be read
 * pins without end, for it was made to keep something.
 *
 * <p>Threads: one at a time of all processes changes them.
 */
final class Pins {

  private static final String SUFFIX = ".properties";
  private static final long MOST_BYTES = 1 << 16;

  private final Disk disk;
  private final Path home;
  private final Path folder;

  Pins(Disk disk, Path home) {
    this.disk = disk;
    this.home = home;
    this.folder = home.resolve("pins");
  }

  /** What a run's bundle is called by the target of bundles. */
  static String id(String streamId, String runId) {
    return SafeNames.of(streamId) + "/" + SafeNames.of(runId);
  }

  /** Pins, instead of a pin that the run may have. */
  void put(Pin pin) throws IOException {
    Path file = file(id(pin.streamId(), pin.runId()));
    HomeFolders.make(disk, home, Objects.requireNonNull(file.getParent()));
    Properties properties = new Properties();
    properties.setProperty("streamId", pin.streamId());
    properties.setProperty("runId", pin.runId());
    properties.setProperty("reason", pin.reason());
    properties.setProperty("actor", pin.actor());
    properties.setProperty("until", pin.until().toString());
    AtomicFile.write(disk, file, out -> properties.store(out, null));
  }

  /** Takes the pin away where there is one. */
  void remove(String id) throws IOException {
    disk.delete(file(id));
  }

  /** Whether there is one, expired or not. */
  boolean isThere(String id) {
    return Files.exists(file(id), LinkOption.NOFOLLOW_LINKS);
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }

  /** A pin as it was found; null where it cannot be read. */
  record Found(String id, @Nullable Pin pin) {

    /** Whether it holds at that time. */
    boolean holds(Instant now) {
      return pin == null || pin.until().isAfter(now);
    }

    /** Why the run is kept. */
    String reason() {
      return pin == null
          ? "pinned, by a file that cannot be read; obs run unpin removes it"
          : "pinned until " + pin.until() + " by " + pin.actor() + ": " + pin.reason();
    }
  }

  /** All that there are, by id. */
  List<Found> all() throws IOException {
    List<Found> found = new ArrayList<>();
    for (Path stream : entries(folder)) {
      if (Files.isRegularFile(stream)) { // somebody's note
        continue;
      }
      for (Path file : entries(stream)) {
        String name = Objects.toString(file.getFileName());
        if (name.endsWith(SUFFIX) && !StagingPaths.isStaging(name)) {
          String run = name.substring(0, name.length() - SUFFIX.length());
          found.add(new Found(stream.getFileName() + "/" + run, read(file)));
        }
      }
    }
    return found;
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    } catch (NoSuchFileException noneYet) { // anything else is no sign that there is none
      return entries;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(null);
    return entries;
  }

  private static @Nullable Pin read(Path file) {
    try (Reader reader = reader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      String stream = properties.getProperty("streamId");
      String run = properties.getProperty("runId");
      String until = properties.getProperty("until");
      return stream == null || run == null || until == null
          ? null
          : new Pin(
              stream,
              run,
              properties.getProperty("reason", ""),
              properties.getProperty("actor", ""),
              Instant.parse(until));
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Reader reader(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
      throw new IOException("no pin");
    }
    return Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
  }
}
