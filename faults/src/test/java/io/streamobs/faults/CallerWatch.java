package io.streamobs.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Flight Recorder's view of the callers: each contended monitor, park, sleep, wait, and each read
 * or write of a file or socket on a thread with a caller's name, however short it was.
 */
final class CallerWatch {

  private static final List<String> WAITS =
      List.of(
          "jdk.ThreadPark",
          "jdk.ThreadSleep",
          "jdk.JavaMonitorEnter",
          "jdk.JavaMonitorWait",
          "jdk.VirtualThreadPinned",
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.FileForce",
          "jdk.SocketRead",
          "jdk.SocketWrite");

  private static final Set<String> LINKERS =
      Set.of("java.lang.ClassLoader", "java.lang.invoke.MethodHandleNatives");

  private final Recording recording = new Recording();

  private CallerWatch() {
    for (String event : WAITS) {
      recording.enable(event).withThreshold(Duration.ZERO).withStackTrace();
    }
  }

  static CallerWatch start() {
    CallerWatch watch = new CallerWatch();
    watch.recording.start();
    return watch;
  }

  /** Ends it; says what it saw on threads whose name begins with {@code prefix}. */
  List<String> stop(String prefix, Path folder) throws Exception {
    recording.stop();
    Path file = folder.resolve("callers.jfr");
    recording.dump(file);
    recording.close();
    List<String> seen = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String thread = thread(event);
      if (thread.startsWith(prefix) && !isLinking(event) && !isEnding(event)) {
        seen.add(thread + " " + describe(event));
      }
    }
    Files.delete(file);
    return seen;
  }

  private static String thread(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    return name == null ? "" : name;
  }

  private static boolean isLinking(RecordedEvent event) {
    return methods(event).map(method -> method.getType().getName()).anyMatch(LINKERS::contains);
  }

  // Behind its last call: threads that end at once meet in their group.
  private static boolean isEnding(RecordedEvent event) {
    return methods(event)
        .anyMatch(
            method ->
                method.getType().getName().equals("java.lang.Thread")
                    && method.getName().equals("exit"));
  }

  private static Stream<RecordedMethod> methods(RecordedEvent event) {
    return event.getStackTrace() == null
        ? Stream.empty()
        : event.getStackTrace().getFrames().stream().map(RecordedFrame::getMethod);
  }

  private static String describe(RecordedEvent event) {
    StringBuilder text = new StringBuilder(event.getEventType().getName());
    text.append(' ').append(event.getDuration());
    if (event.getStackTrace() != null) {
      event.getStackTrace().getFrames().stream()
          .limit(30)
          .forEach(
              frame ->
                  text.append(" < ")
                      .append(frame.getMethod().getType().getName())
                      .append('.')
                      .append(frame.getMethod().getName()));
    }
    return text.toString();
  }
}
