package io.streamobs.examples.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Makes the clip that is processed where the user names none: twelve seconds of syllables at
 * several levels, with a pause in which one whole fragment is silent.
 */
final class DemoClip {
  static final String NAME = "syllables.flac";

  /** A voice-like tone: a fundamental and two formants. */
  private static final String VOICE = "0.5*sin(280*PI*t)+0.3*sin(1400*PI*t)+0.2*sin(2440*PI*t)";

  /** Four syllables a second. */
  private static final String SYLLABLES = "(0.55-0.45*cos(8*PI*t))";

  /** Speaks normally, shouts, falls silent from 5.9 s to 7.1 s, whispers, speaks normally. */
  private static final String LEVEL =
      "if(lt(t,3),0.2,if(lt(t,5.9),0.9,if(lt(t,7.1),0,if(lt(t,9),0.03,0.2))))";

  private DemoClip() {}

  static Path make(Ffmpeg ffmpeg, Path directory) throws IOException {
    Files.createDirectories(directory);
    Path clip = directory.resolve(NAME);
    Path part = Files.createTempFile(directory, "clip-", ".part");
    try {
      List<String> arguments =
          FfmpegCommand.of("-f lavfi -i {} -f flac {}", source(), "file:" + part.getFileName());
      ffmpeg.run(directory, arguments, new byte[0]);
      return Files.move(part, clip, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String source() {
    return "aevalsrc='(%s)*%s*%s':s=48000:d=12".formatted(VOICE, SYLLABLES, LEVEL);
  }
}
