package io.streamobs.examples.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Real clips where a folder with some is named, stand-ins of the same kind elsewhere. */
final class TestMedia {
  private TestMedia() {}

  /** Some seconds of mono speech at 16 kHz. */
  static Path speech(Path scratch) throws IOException, DemoFailure {
    Path real = real("speech-en.wav");
    return Files.isReadable(real)
        ? real
        : TestFfmpeg.make(
            scratch, "speech-en.wav", "-f lavfi -i sine=frequency=220:duration=8.4 -ar 16000");
  }

  /** Some seconds of video with sound. */
  static Path video(Path scratch) throws IOException, DemoFailure {
    Path real = real("sample-av.mp4");
    return Files.isReadable(real)
        ? real
        : TestFfmpeg.make(
            scratch,
            "sample-av.mp4",
            "-f lavfi -i sine=frequency=220:duration=8.4 -f lavfi -i testsrc=duration=11.3"
                + " -c:v mpeg4 -c:a aac");
  }

  private static Path real(String name) {
    String folder =
        System.getProperty(
            "obs.media.dir", Objects.requireNonNullElse(System.getenv("OBS_MEDIA_DIR"), ""));
    return Path.of(folder, name);
  }
}
