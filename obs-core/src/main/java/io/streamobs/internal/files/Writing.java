package io.streamobs.internal.files;

import io.streamobs.event.LibraryEvent;
import io.streamobs.internal.files.OpenLogFile.State;
import io.streamobs.spi.SinkContext;
import io.streamobs.spi.home.SafeNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The writer's side of a log: the present file, and what comes after it.
 *
 * <p>Whether the file is still the one that its path names, as long as it should be, is asked
 * before a write and after it. Lines of a write that cannot be vouched for are written again.
 *
 * <p>Threads: the sink's, but for {@link #exiting}.
 */
final class Writing {

  private static final long TRUSTED_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int MOST_ATTEMPTS = 3;
  private static final long MOST_WAIT_MILLIS = 200;

  private final LogFileSettings settings;
  private final SinkContext context;
  private final LogFolder folder;
  private final Rotation rotation;
  private final ChangeReports changes;
  private volatile @Nullable OwnerMark mark;
  private @Nullable Keeper keeper;
  private @Nullable OpenLogFile file;
  // The file before, where it is gone and there is none after it yet.
  private @Nullable OpenLogFile lost;
  private @Nullable String reason;
  private int number;
  private boolean suspect;
  private long lastLook;

  Writing(LogFileSettings settings, SinkContext context, Disk disk) {
    this.settings = settings;
    this.context = context;
    String name = settings.name() != null ? settings.name() : context.process().service();
    this.folder = new LogFolder(settings.folder(), SafeNames.of(name), disk);
    this.changes = new ChangeReports(context);
    this.rotation = new Rotation(settings.maxFileBytes(), settings.rotateEvery(), context);
  }

  /** The next use opens the file again. */
  void suspect() {
    suspect = true;
  }

  void open() throws IOException {
    OpenLogFile present = file;
    if (keeper == null) {
      prepare();
    }
    if (present == null) {
      begin();
    } else if (suspect) {
      openAgain(present);
    }
    suspect = false;
    Objects.requireNonNull(keeper).start();
  }

  // Of a write that failed after the disk had taken a part, nothing may stay: the sink's lines are
  // written again from its start, and the first would stand behind the fragment.
  private void openAgain(OpenLogFile present) throws IOException {
    State state = look(present);
    if (state != State.GONE) {
      present.reopen();
    }
    if (state != State.SAME) {
      changed(present, state);
    } else if (present.isUnsure()) {
      present.takeBack();
    }
  }

  private void prepare() throws IOException {
    folder.create();
    OwnerMark owner = mark;
    if (owner == null) {
      owner = OwnerMark.claim(folder, context.process().instanceId(), context.mostWaiting());
      mark = owner;
    }
    number = folder.highest(owner.writer());
    keeper = new Keeper(folder.name(), new Tidying(folder, settings, context, owner));
  }

  // Where it fails, the present file stays.
  private OpenLogFile begin() throws IOException {
    folder.create();
    OpenLogFile next = folder.begin(Objects.requireNonNull(mark).writer(), number);
    OpenLogFile before = file != null ? file : lost;
    if (before != null) {
      rotated(before, next);
    }
    number = next.name().number();
    file = next;
    lost = null;
    rotation.began();
    lastLook = context.clock().nanoTime();
    return next;
  }

  /** Takes what goes into the present file; advances over lines that stand there. */
  void write(ByteBuffer lines) throws IOException {
    int start = lines.position();
    changes.sayIfDue();
    if (context.clock().nanoTime() - lastLook >= TRUSTED_NANOS) {
      stands();
    }
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      OpenLogFile present = present(lines);
      boolean insideLine = present.isInsideLine();
      if (write(present, lines, start)) {
        return;
      }
      if (insideLine) { // its first part is in a file that is gone, or was cut
        throw new IOException("a file was changed from outside inside a line");
      }
    }
    throw new IOException("the files are changed from outside faster than they are written");
  }

  private boolean write(OpenLogFile present, ByteBuffer lines, int start) throws IOException {
    int limit = lines.limit();
    boolean stands = false;
    try {
      lines.limit(rotation.end(present, lines));
      present.write(lines);
      stands = stands();
    } finally {
      lines.limit(limit);
      if (!stands) {
        lines.position(start);
      }
    }
    return stands;
  }

  // The present file, or the next one where it is time for that and it can be begun. A file is
  // looked at once more before it is left, for nobody would hear later what became of it until now.
  private OpenLogFile present(ByteBuffer lines) throws IOException {
    OpenLogFile present = Objects.requireNonNull(file);
    if (rotation.due(present, lines) != null && !stands()) {
      present = Objects.requireNonNull(file);
    }
    reason = rotation.due(present, lines);
    if (reason == null) {
      return present;
    }
    try {
      return begin();
    } catch (IOException e) {
      rotation.failed(present, folder.path(), e);
      return present;
    }
  }

  /** Whether what was written so far stands where it should; if not, there is a place again. */
  private boolean stands() throws IOException {
    OpenLogFile present = Objects.requireNonNull(file);
    boolean insideLine = present.isInsideLine();
    State state = look(present);
    if (state == State.SAME) {
      present.sure();
      return true;
    }
    changed(present, state);
    if (insideLine) {
      throw new IOException("a file was changed from outside inside a line");
    }
    return false; // a line may stand behind somebody else's text, and not alone
  }

  private State look(OpenLogFile present) throws IOException {
    lastLook = context.clock().nanoTime();
    return present.look();
  }

  private void changed(OpenLogFile present, State state) throws IOException {
    changes.add(present, state);
    if (state == State.GONE) {
      lost = present;
      file = null;
      reason = "changed";
      begin();
    } else {
      present.adopt();
    }
  }

  private void rotated(OpenLogFile from, OpenLogFile to) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("from", from.name().toString());
    details.put("to", to.name().toString());
    details.put("bytes", from.size());
    details.put("reason", reason == null ? "changed" : reason);
    context.report(
        Level.INFO, LibraryEvent.LOG_ROTATED, null, to.name() + " follows " + from.name(), details);
    Objects.requireNonNull(keeper).take(from.channel());
  }

  /** Takes the part of a line that the last write ended in back. */
  void retract() throws IOException {
    OpenLogFile present = Objects.requireNonNull(file);
    if (present.isInsideLine()) {
      State state = look(present);
      if (state == State.SAME) {
        present.retract();
      } else {
        changed(present, state);
      }
    }
  }

  /** On an exit hook's thread. */
  void exiting() throws IOException {
    OwnerMark owner = mark;
    if (owner != null) {
      owner.ending();
    }
  }

  /** Leaves whole lines, and no mark. */
  void close() throws IOException {
    OpenLogFile present = file;
    changes.sayRest();
    try {
      if (present != null && present.isInsideLine()) {
        present.retract();
      }
    } finally {
      OpenLogFile last = present == null ? lost : present;
      if (keeper != null && last != null) {
        keeper.take(last.channel());
      }
      if (keeper != null) {
        keeper.end(MOST_WAIT_MILLIS);
      }
      if (mark != null) {
        mark.delete();
      }
    }
  }
}
