package io.streamobs.examples.batch;

import io.streamobs.Stage;
import io.streamobs.StagedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where somebody speaks: where it is louder than a threshold, and shorter pauses between.
 *
 * @param thresholdDb of full scale
 * @param windowMs how much is measured at once
 * @param pauseMs a shorter one does not end a segment
 */
record Analysis(double thresholdDb, int windowMs, int pauseMs) {

  static final Analysis USUAL = new Analysis(-40, 20, 300);

  Path run(Stage stage, Path audio, Path folder) throws IOException {
    stage.input("audio", audio);
    stage.config("threshold_db", thresholdDb);
    stage.config("window_ms", windowMs);
    stage.config("pause_ms", pauseMs);
    List<Segment> segments = segments(Sound.read(audio));
    if (segments.isEmpty()) {
      stage.degrade("nobody speaks");
    }
    stage.attribute("segments", segments.size());
    return written(stage, segments, folder.resolve("segments.json"));
  }

  static Path written(Stage stage, List<Segment> segments, Path file) throws IOException {
    try (StagedFile staged = stage.staging("segments", file)) {
      Segment.write(segments, staged.path());
      if (!staged.commit()) {
        throw new IOException(file + " could not be put in place");
      }
    }
    return file;
  }

  List<Segment> segments(Sound sound) {
    int window = windowMs * Demux.SAMPLE_RATE / 1_000;
    List<Segment> segments = new ArrayList<>();
    long start = -1;
    long lastLoud = 0;
    for (int at = 0; at < sound.length(); at += window) {
      long ms = at * 1_000L / Demux.SAMPLE_RATE;
      if (sound.level(at, at + window) > thresholdDb) {
        start = start < 0 ? ms : start;
        lastLoud = ms + windowMs;
      } else if (start >= 0 && ms - lastLoud >= pauseMs) {
        segments.add(new Segment(start, lastLoud));
        start = -1;
      }
    }
    if (start >= 0) {
      segments.add(new Segment(start, lastLoud));
    }
    return segments;
  }
}
