package io.streamobs.examples.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The ffmpeg that this process uses. */
final class Ffmpeg {
  private static final List<String> ALWAYS =
      List.of("-hide_banner", "-nostdin", "-nostats", "-y", "-loglevel", "level+info");

  /** For work on one fragment, which takes some 20 ms; a hung process must not hang the stream. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path program;
  private final String version;

  Ffmpeg(Path program, String version) {
    this.program = program;
    this.version = version;
  }

  Path program() {
    return program;
  }

  String version() {
    return version;
  }

  /** Starts a process that may live as long as the stream does. */
  FfmpegProcess start(Path directory, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(ALWAYS);
    command.addAll(arguments);
    return FfmpegProcess.start(directory, command);
  }

  /** Feeds {@code input} to a short process and waits until it has ended well. */
  void run(Path directory, List<String> arguments, byte[] input) throws IOException {
    try (FfmpegProcess process = start(directory, arguments)) {
      process.killAfter(PATIENCE);
      IOException broken = process.feed(input);
      int exitCode = process.await();
      if (exitCode != 0 || broken != null) {
        throw new IOException(
            "ffmpeg ended with exit code " + exitCode + ": " + process.reason(), broken);
      }
    }
  }
}
