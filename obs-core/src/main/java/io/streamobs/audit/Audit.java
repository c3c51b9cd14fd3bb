package io.streamobs.audit;

import io.streamobs.ConfigurationException;
import io.streamobs.spi.home.Disk;
import io.streamobs.spi.home.HomeFolders;
import io.streamobs.spi.home.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The audit of a home, {@code audit/audit.jsonl}: what was deleted, kept and switched on, by whom
 * and why. Each line has the hash of the one before, so that one which was changed, removed or
 * moved shows; a shortened or wholly new file shows to whoever kept an older {@link AuditHead}, or
 * knows the {@link AuditKey}.
 *
 * <pre>{@code
 * Audit audit = Audit.of(home, null);
 * AuditVerification found = audit.verify(headFromTheLog);
 * }</pre>
 *
 * <p>Threads: any; of all processes one at a time appends. Failure: an {@link IOException} that
 * says what to do; nothing was appended then, but for a disk that fails at the very end.
 */
public final class Audit {

  private static final Duration LOCK_DEADLINE = Duration.ofSeconds(10);
  private static final Duration VERIFY_DEADLINE = Duration.ofSeconds(2);
  private static final long BETWEEN_ATTEMPTS = 2_000_000;

  private final Disk disk;
  private final Path home;
  private final Path folder;
  private final AuditFile file;
  private final Reserve reserve;
  private final @Nullable AuditKey key;
  private final InstantSource clock;

  private Audit(Disk disk, Path home, @Nullable AuditKey key, InstantSource clock) {
    this.disk = disk;
    this.home = home;
    this.folder = home.resolve("audit");
    this.file = new AuditFile(disk, home, folder.resolve("audit.jsonl"));
    this.reserve = new Reserve(disk, folder.resolve("reserve"));
    this.key = key;
    this.clock = clock;
  }

  /** Whose it is. */
  public Path home() {
    return home;
  }

  /**
   * The audit of a home. Nothing is made by naming it.
   *
   * @param key signs what is appended, and is held against what there is; null for none
   */
  public static Audit of(Path home, @Nullable AuditKey key) {
    return new Audit(Disk.LOCAL, home, key, InstantSource.system());
  }

  /** The same on another disk and by another clock, for tests. */
  public static Audit of(Disk disk, Path home, @Nullable AuditKey key, InstantSource clock) {
    return new Audit(disk, home, key, clock);
  }

  /**
   * Appends, all or nothing, and brings it to the disk. Where that is full, room that was kept free
   * for this is used.
   *
   * @return the end that the audit has now
   * @throws IOException when the disk refuses, another process is at it for ten seconds, the last
   *     line is not as it was written, or was signed and there is no key, or another one
   */
  public AuditHead append(List<AuditEntry> entries) throws IOException {
    HomeFolders.make(disk, home, folder);
    AuditHead[] head = {AuditHead.NONE};
    HomeFolders.make(disk, home, home.resolve("locks"));
    if (!isDone(LOCK_DEADLINE, trouble -> head[0] = appendAlone(entries, trouble))) {
      throw new IOException("another process is at the audit of " + home + " all the time");
    }
    return head[0];
  }

  /** The same for one. */
  public AuditHead append(AuditEntry entry) throws IOException {
    return append(List.of(entry));
  }

  // Two at once would make two lines that follow the same one.
  private AuditHead appendAlone(List<AuditEntry> entries, @Nullable IOException trouble)
      throws IOException {
    if (trouble != null) {
      throw new IOException("the audit cannot be locked", trouble);
    }
    AuditFile.End end = file.end();
    AuditHead head = continued(end);
    List<AuditEntry> all = new ArrayList<>(entries);
    if (end.torn() > 0) {
      all.add(0, repaired(end));
    }
    StringBuilder lines = new StringBuilder();
    Instant now = clock.instant();
    for (AuditEntry entry : all) {
      AuditLine line = AuditLine.after(head, entry.opens(), entry.json(now), key);
      lines.append(line.text()).append('\n');
      head = line.head();
    }
    write(end, lines.toString());
    return head;
  }

  private void write(AuditFile.End end, String lines) throws IOException {
    try {
      file.append(end, lines);
    } catch (IOException e) {
      if (!giveRoom()) {
        throw e;
      }
      file.append(end, lines);
    }
  }

  private static AuditEntry repaired(AuditFile.End end) {
    return AuditEntry.of("audit_repaired", "streamobs", "a crash cut the last line")
        .with("cut_bytes", end.torn())
        .with("cut_sha256", end.tornSha256());
  }

  // What is built on a line that somebody changed would prove nothing.
  private AuditHead continued(AuditFile.End end) throws IOException {
    String last = end.lastLine();
    if (last == null) {
      return AuditHead.NONE;
    }
    AuditLine line = AuditLine.parse(last);
    if (line == null || !line.isSound()) {
      throw refused("its last line is not as it was written; look at it with obs audit verify");
    }
    if (line.hmac() == null && key != null) { // else whoever wrote it anew would have it signed
      throw refused("it is not signed, and there is a key");
    }
    if (line.hmac() != null && key == null) {
      throw refused("it is signed; name its key in obs.audit.key.file or OBS_AUDIT_KEY_FILE");
    }
    if (line.hmac() != null && key != null && !line.isSignedBy(key)) {
      throw refused("it is signed with another key; name that one");
    }
    return line.head();
  }

  private RefusedException refused(String why) {
    return new RefusedException(folder.resolve("audit.jsonl"), why);
  }

  // Whether it came to it: nobody else is at it meanwhile.
  private boolean isDone(Duration deadline, LockFile.Work work) throws IOException {
    long end = System.nanoTime() + deadline.toNanos();
    while (!LockFile.run(lockPath(), work)) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_ATTEMPTS);
    }
    return true;
  }

  private Path lockPath() {
    return home.resolve("locks").resolve("audit.lock");
  }

  /**
   * Keeps some room free, for {@link #append} on a full disk and for {@link #giveRoom}; where there
   * is none now it is left.
   */
  public void keepRoom() {
    try {
      HomeFolders.make(disk, home, folder);
      // Not without the lock, whose file is then there on a full disk.
      HomeFolders.make(disk, home, home.resolve("locks"));
      boolean unused = LockFile.run(lockPath(), trouble -> reserve.take());
    } catch (IOException noRoomForAFolder) { // or no permission: whoever appends will hear of it
      return;
    }
  }

  /**
   * Gives the room that was kept free to whatever is written next; for who has to write before he
   * can delete.
   *
   * @return whether there was any
   */
  public boolean giveRoom() {
    return reserve.give();
  }

  /**
   * The end that the audit has now, as its last line says; {@link #verify} tells whether it is
   * true.
   *
   * @throws IOException when it cannot be read, or that line is none
   */
  public AuditHead head() throws IOException {
    String last = file.end().lastLine();
    if (last == null) {
      return AuditHead.NONE;
    }
    AuditLine line = AuditLine.parse(last);
    if (line == null) {
      throw refused("its last line is not as it was written; look at it with obs audit verify");
    }
    return line.head();
  }

  /**
   * Gives each entry in turn, a JSON object, without a look at the hashes.
   *
   * @return how many lines have none; {@link #verify} says which
   * @throws IOException when the file cannot be read
   */
  public long read(Consumer<String> listener) throws IOException {
    long[] none = new long[1];
    file.read(
        Long.MAX_VALUE,
        text -> {
          AuditLine line = AuditLine.parse(text);
          if (line == null) {
            none[0]++;
          } else {
            listener.accept(line.entry());
          }
        });
    return none[0];
  }

  /**
   * Looks at all of it, in one pass and bounded memory.
   *
   * @param olderHead the hash of a head that was kept; null where there is none. It is found
   *     wherever it is by now
   * @throws IOException when the file cannot be read
   * @throws ConfigurationException when the head is none
   */
  public AuditVerification verify(@Nullable String olderHead) throws IOException {
    return AuditCheck.of(file, sizeBetweenAppends(), key, olderHead);
  }

  // Or a line that is just being written would look like one that somebody cut. Who may not lock,
  // as on a copy that is only to be read, or comes never to it, has to take it as it is; nothing is
  // made for him, and nobody can keep him from looking.
  private long sizeBetweenAppends() throws IOException {
    long[] size = {file.size()};
    if (Files.isRegularFile(lockPath(), LinkOption.NOFOLLOW_LINKS)) {
      isDone(VERIFY_DEADLINE, trouble -> size[0] = file.size());
    }
    return size[0];
  }
}
