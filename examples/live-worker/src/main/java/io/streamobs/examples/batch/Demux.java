package io.streamobs.examples.batch;

import io.streamobs.Asset;
import io.streamobs.Stage;
import io.streamobs.StagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the sound out of a film: mono, as speech recognition wants it. */
record Demux(Tool ffmpeg) {

  static final int SAMPLE_RATE = 16_000;

  Path run(Stage stage, Path film, Path folder) throws IOException {
    stage.input("video", Asset.file(film).with("format", format(film)));
    stage.config("sample_rate", SAMPLE_RATE);
    stage.config("channels", 1);
    Path audio = folder.resolve("audio.wav");
    try (StagedFile staged = stage.staging("audio", audio)) {
      ffmpeg.run(
          stage,
          "-hide_banner",
          "-nostdin",
          "-y",
          "-i",
          film.toString(),
          "-vn",
          "-ac",
          "1",
          "-ar",
          Integer.toString(SAMPLE_RATE),
          "-sample_fmt",
          "s16",
          staged.path().toString());
      if (!staged.commit()) {
        throw new IOException(audio + " could not be put in place");
      }
    }
    stage.attribute("output_size_bytes", Files.size(audio));
    return audio;
  }

  private static String format(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
