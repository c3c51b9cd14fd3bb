package io.streamobs.assets.internal.bundle;

import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.LockFile;
import io.streamobs.spi.home.SafeNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The folders of stages, such as {@code 03_normalise}. One that is there keeps its number, whoever
 * made it; a declared stage has that of its place, any other the next that is free.
 *
 * <p>Threads: any; never a caller's.
 */
public final class StageFolders {

  private static final Pattern NUMBERED = Pattern.compile("(\\d{2,4})_(.+)");

  private final Disk disk;
  private final Path home;
  private final Map<RunFolder, List<String>> declared = new ConcurrentHashMap<>();
  private final Map<RunFolder, Map<String, Path>> known = new ConcurrentHashMap<>();

  public StageFolders(Disk disk, Path home) {
    this.disk = disk;
    this.home = home;
  }

  /** The order of a run's stages; the first word about it counts. */
  public void declare(RunFolder run, List<String> stages) {
    declared.merge(run, List.copyOf(stages), (before, now) -> before.isEmpty() ? now : before);
  }

  /**
   * A run began or goes on.
   *
   * @param record its first event, which may tell the order
   */
  public void declare(RunFolder run, JsonNode record) {
    JsonNode stages = record.path("details").path("stages");
    declare(run, stages.valueStream().map(JsonNode::asString).toList());
  }

  /** Whether the run's beginning was seen, with what it says of its stages. */
  public boolean isDeclared(RunFolder run) {
    return declared.containsKey(run);
  }

  /** The run is over. */
  public void forget(RunFolder run) {
    declared.remove(run);
    known.remove(run);
  }

  /**
   * The stage's folder, which is there now.
   *
   * @throws IOException when it cannot be made, or another process is at it at this moment
   */
  public synchronized Path of(RunFolder run, String stage) throws IOException {
    Map<String, Path> ofRun = known.computeIfAbsent(run, r -> new HashMap<>());
    Path folder = ofRun.get(stage);
    if (folder == null) {
      folder = find(run, stage);
      ofRun.put(stage, folder);
    }
    return folder;
  }

  private Path find(RunFolder run, String stage) throws IOException {
    HomeFolders.make(disk, home, run.stages());
    Path lock = run.lock(home, "stages");
    HomeFolders.make(disk, home, Objects.requireNonNull(lock.getParent()));
    Path[] found = new Path[1];
    boolean done =
        LockFile.run(
            lock,
            trouble ->
                found[0] = HomeFolders.make(disk, home, run.stages().resolve(name(run, stage))));
    if (!done) {
      throw new IOException("another process is numbering stages; tried again in a moment");
    }
    return Objects.requireNonNull(found[0]);
  }

  private String name(RunFolder run, String stage) throws IOException {
    String safe = SafeNames.of(stage);
    Map<String, Integer> present = present(run.stages());
    List<String> order = declared.getOrDefault(run, List.of());
    Integer number = present.get(safe);
    if (number == null) {
      TreeSet<Integer> taken = new TreeSet<>(present.values());
      int place = order.indexOf(stage) + 1;
      int next = Math.max(order.size(), taken.isEmpty() ? 0 : taken.last()) + 1;
      number = place > 0 && !taken.contains(place) ? place : next;
    }
    return RunFolder.digits(2, number) + "_" + safe;
  }

  private static Map<String, Integer> present(Path folder) throws IOException {
    Map<String, Integer> present = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path one : all) {
        Matcher name = NUMBERED.matcher(Objects.toString(one.getFileName()));
        if (name.matches()) {
          present.put(name.group(2), Integer.parseInt(name.group(1)));
        }
      }
    } catch (NoSuchFileException e) {
      return present;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return present;
  }

  /** The number in the name of a stage's folder. */
  public static int number(Path folder) {
    Matcher name = NUMBERED.matcher(Objects.toString(folder.getFileName()));
    return name.matches() ? Integer.parseInt(name.group(1)) : Integer.MAX_VALUE;
  }
}
