package io.streamobs.assets;

import io.streamobs.ErrorCode;
import io.streamobs.assets.internal.bundle.StageFolders;
import io.streamobs.assets.internal.journal.JournalSink;
import io.streamobs.assets.internal.journal.SilentContext;
import io.streamobs.assets.internal.manifest.BundleKeeper;
import io.streamobs.assets.internal.resources.ProcessMeter;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.home.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What looks after a home when an Obs opens in it, with an instance of its own: that of this
 * process may be the one that crashed.
 */
final class NextInstance extends SilentContext {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final BundleKeeper keeper;

  private NextInstance(Disk disk, Path home) {
    JournalSink sink = new JournalSink(disk, home, new StageFolders(disk, home));
    sink.attached(this);
    keeper =
        new BundleKeeper(
            disk,
            home,
            "next",
            sink,
            new StageFolders(disk, home),
            new ProcessMeter(),
            () -> true,
            Duration.ofSeconds(1));
    keeper.start();
  }

  static NextInstance open(Disk disk, Path home) {
    return new NextInstance(disk, home);
  }

  /** Opens and closes one. */
  static List<String> visit(Disk disk, Path home) {
    return open(disk, home).close();
  }

  /** The troubles that it told of. */
  List<String> told() {
    return List.copyOf(told);
  }

  /**
   * @return {@link #told} until the end
   */
  List<String> close() {
    keeper.close(Duration.ofMinutes(1));
    return told();
  }

  @Override
  public void report(
      Level level,
      LibraryEvent event,
      @Nullable ErrorCode code,
      String message,
      Map<String, ?> details) {
    if (event != LibraryEvent.UNCLEAN_END) {
      told.add(message + " " + details);
    }
  }
}
