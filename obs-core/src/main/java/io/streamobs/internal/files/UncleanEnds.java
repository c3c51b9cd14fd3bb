package io.streamobs.internal.files;

import io.streamobs.ObsErrors;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.SinkContext;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/**
 * Finds marks whose owner is gone, takes the torn line off the owner's last file, and reports what
 * may be missing. Whoever holds the mark's lock does it, the others leave it alone.
 *
 * <p>Threads: one at a time in this process.
 */
final class UncleanEnds {

  private static final int HEAD_BYTES = 128;
  // How the encoder begins a line with canonical names.
  private static final Pattern HEAD =
      Pattern.compile("\\{\"ts\":\"([^\"]{20,40})\",\"level\":\"[A-Z]+\",\"seq\":(\\d{1,18}),");

  private final LogFolder folder;
  private final SinkContext context;
  private final Set<MarkName> troubled = new HashSet<>();

  UncleanEnds(LogFolder folder, SinkContext context) {
    this.folder = folder;
    this.context = context;
  }

  void recover() throws IOException {
    for (MarkName mark : folder.marks()) {
      if (!mark.isHeld()) {
        try {
          recover(mark);
          troubled.remove(mark);
        } catch (IOException | RuntimeException e) {
          trouble(mark, e);
        }
      }
    }
  }

  private void recover(MarkName mark) throws IOException {
    Path path = folder.resolve(mark);
    try (FileChannel channel =
            FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      // Without the lock its owner lives where it cannot be seen; without the file somebody was
      // here while this one waited.
      if (lock != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        Properties owner = properties(channel);
        Map<String, Object> found = repair(mark.writer());
        boolean torn = found.getOrDefault("torn_bytes", 0L) instanceof Long bytes && bytes > 0;
        if (torn || !owner.containsKey(OwnerMark.ENDED)) {
          report(mark, owner, found);
        }
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException | OverlappingFileLockException somebodyElseIsThere) {
      return;
    }
  }

  /** What there is to say of the writer's files: of the last one, and the last line of all. */
  private Map<String, Object> repair(String writer) throws IOException {
    Map<String, Object> found = new LinkedHashMap<>();
    List<LogFile> lastFirst =
        folder.files().stream()
            .filter(file -> file.name().writer().equals(writer) && !file.name().compressed())
            .sorted(Comparator.comparing((LogFile file) -> file.name().number()).reversed())
            .toList();
    for (LogFile file : lastFirst) {
      Path path = folder.resolve(file.name());
      long torn = LastLines.cutTornLine(path);
      found.putIfAbsent("file", file.name().toString());
      found.merge("torn_bytes", torn, (a, b) -> (Long) a + (Long) b);
      Matcher head = HEAD.matcher(LastLines.startOfLastLine(path, HEAD_BYTES));
      if (head.lookingAt()) {
        found.put("last_seq", Long.parseLong(head.group(2)));
        found.put("last_ts", head.group(1));
        break;
      }
    }
    return found;
  }

  private void report(MarkName mark, Properties owner, Map<String, Object> found) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("instanceId", owner.getProperty(OwnerMark.INSTANCE, mark.writer()));
    details.putAll(found);
    String bound = owner.getProperty(OwnerMark.MOST_WAITING, "");
    if (bound.matches("\\d{1,18}")) {
      details.put("most_lost", Long.parseLong(bound));
    }
    context.report(
        Level.WARN,
        LibraryEvent.UNCLEAN_END,
        ObsErrors.UNCLEAN_END,
        "an earlier process ended without finishing its log",
        details);
  }

  private void trouble(MarkName mark, Exception cause) {
    if (troubled.add(mark)) {
      context.report(
          Level.WARN,
          LibraryEvent.HOME_TROUBLE,
          null,
          "the log of a process that ended could not be repaired",
          Map.of("file", mark.toString(), "cause", String.valueOf(cause)));
    }
  }

  private static Properties properties(FileChannel channel) throws IOException {
    Properties properties = new Properties();
    Reader reader = Channels.newReader(channel, StandardCharsets.ISO_8859_1);
    try {
      properties.load(reader);
    } catch (IllegalArgumentException e) { // somebody edited it
      properties.clear();
    }
    return properties;
  }
}
