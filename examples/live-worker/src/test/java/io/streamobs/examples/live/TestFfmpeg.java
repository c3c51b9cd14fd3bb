package io.streamobs.examples.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ffmpeg of the tests, and what they ask of it. */
final class TestFfmpeg {
  private TestFfmpeg() {}

  static Ffmpeg find() throws DemoFailure {
    return locator(System.getenv("PATH"), Path.of("target", "tools")).find();
  }

  static FfmpegLocator locator(String searchPath, Path tools) {
    return new FfmpegLocator(searchPath, FfmpegLocator.BUNDLED, tools);
  }

  /** Has ffmpeg make a file from a source of its own. */
  static Path make(Path directory, String name, String words) throws IOException, DemoFailure {
    find().run(directory, FfmpegCommand.of(words + " {}", "file:" + name), new byte[0]);
    return directory.resolve(name);
  }

  /** All the sound in a file or playlist, as a player would have it. */
  static float[] decode(Path media) throws IOException, DemoFailure {
    Path raw = Files.createTempFile("decoded-", ".raw");
    try {
      List<String> arguments =
          FfmpegCommand.of("-i {} " + Pcm.FORMAT + " {}", media.toString(), raw.toString());
      find().run(raw.getParent(), arguments, new byte[0]);
      return Pcm.samples(Files.readAllBytes(raw));
    } finally {
      Files.delete(raw);
    }
  }
}
