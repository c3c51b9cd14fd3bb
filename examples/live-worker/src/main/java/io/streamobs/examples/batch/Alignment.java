package io.streamobs.examples.batch;

import io.streamobs.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves the ends of segments to where it is quietest, for cuts that nobody hears.
 *
 * @param reachMs how far an end is moved at most
 * @param stepMs how exactly
 */
record Alignment(int reachMs, int stepMs) {

  static final Alignment USUAL = new Alignment(150, 5);

  Path run(Stage stage, Path audio, Path segments, Path folder) throws IOException {
    stage.input("audio", audio);
    stage.input("segments", segments);
    stage.config("reach_ms", reachMs);
    stage.config("step_ms", stepMs);
    List<Segment> aligned = aligned(Sound.read(audio), Segment.read(segments));
    return Analysis.written(stage, aligned, folder.resolve("aligned.json"));
  }

  List<Segment> aligned(Sound sound, List<Segment> segments) {
    List<Segment> aligned = new ArrayList<>();
    long earliest = 0;
    for (Segment segment : segments) {
      long start =
          quietest(sound, Math.max(earliest, segment.startMs() - reachMs), segment.startMs());
      long end = quietest(sound, segment.endMs(), segment.endMs() + reachMs);
      aligned.add(new Segment(start, end));
      earliest = end;
    }
    return aligned;
  }

  private long quietest(Sound sound, long fromMs, long toMs) {
    long best = fromMs;
    double least = Double.MAX_VALUE;
    for (long ms = fromMs; ms <= toMs; ms += stepMs) {
      double level = sound.level(sample(ms), sample(ms + stepMs));
      if (level < least) {
        least = level;
        best = ms;
      }
    }
    return best;
  }

  private static int sample(long ms) {
    return Math.toIntExact(ms * Demux.SAMPLE_RATE / 1_000);
  }
}
