package io.streamobs.examples.live;

import io.streamobs.Propagation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running ffmpeg, whose messages are read all the time, so that it never waits for us. */
final class FfmpegProcess implements AutoCloseable {
  private final Process process;
  private final FfmpegMessages messages;
  private final Thread reader;

  private FfmpegProcess(Process process) {
    this.process = process;
    this.messages = new FfmpegMessages(process.getErrorStream());
    // Whatever ffmpeg says belongs to the stage that started it.
    this.reader = new Thread(Propagation.wrap(messages), "ffmpeg-messages-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /** Files that the command names are relative to the directory: messages then show no paths. */
  static FfmpegProcess start(Path directory, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // A static ffmpeg crashes on MPEG-TS where it loads the character sets of another glibc: iconv
    // without modules is enough for it. Debian keeps those modules where the static one looks.
    builder.environment().put("GCONV_PATH", "/nonexistent");
    return new FfmpegProcess(builder.start());
  }

  InputStream output() {
    return process.getInputStream();
  }

  /** Writes all of the input and ends it. What goes wrong is a hint only: the exit code decides. */
  @Nullable IOException feed(byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /** Only then: to destroy a process that has ended would close messages that nobody has read. */
  void killAfter(Duration patience) {
    var unused =
        process
            .onExit()
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(tooLate -> process.destroyForcibly());
  }

  /** The exit code, once the process has ended and its last message is read. */
  int await() throws InterruptedIOException {
    try {
      int exitCode = process.waitFor();
      reader.join();
      return exitCode;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for ffmpeg");
    }
  }

  /** Its last errors, in one line. */
  String reason() {
    return messages.reason();
  }

  /** How many errors it has reported so far. */
  long errors() {
    return messages.errors();
  }

  /** How long the input says that it is. */
  OptionalLong durationMillis() {
    return messages.durationMillis();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
