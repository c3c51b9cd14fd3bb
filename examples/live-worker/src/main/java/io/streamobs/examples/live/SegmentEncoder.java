package io.streamobs.examples.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Encodes fragments to AAC in MPEG-TS, each with processes of its own, so that one that fails takes
 * no other along.
 *
 * <p>An encoder that starts cold makes a click. So each gets the end of the fragment before as a
 * run-up, and the frames of the run-up are thrown away.
 */
final class SegmentEncoder {
  static final String BITRATE = "128k";

  private static final int RUN_UP_FRAMES = 2;

  /** The run-up, the frame that the grid moves, and what is left of a frame. */
  private static final int TAIL = (RUN_UP_FRAMES + 2) * AacGrid.FRAME;

  /** The encoder's first frame holds its own delay, and no sound. */
  private static final int PRIMING_FRAMES = 1;

  private final Ffmpeg ffmpeg;
  private float[] tail = new float[TAIL * Pcm.CHANNELS];
  private long tailEnd;

  SegmentEncoder(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** Has ffmpeg write the segment to the staging path. The path is the caller's. */
  void encode(AudioFragment fragment, Path staging) throws IOException {
    long first = AacGrid.first(fragment);
    long count = AacGrid.end(fragment) - first;
    long runUp = Math.min(RUN_UP_FRAMES, first);
    byte[] pcm = Pcm.bytes(from((first - runUp) * AacGrid.FRAME, fragment));
    byte[] adts = AdtsFrames.cut(aac(pcm, staging), PRIMING_FRAMES + runUp, count);
    mux(adts, AacGrid.toSeconds(first), staging);
    keepTail(fragment);
  }

  /** The fragment with what came before it; silence where the one before was lost. */
  private float[] from(long position, AudioFragment fragment) {
    int before = (int) (fragment.start() - position) * Pcm.CHANNELS;
    int length = fragment.samples().length;
    float[] samples = new float[before + length];
    if (tailEnd == fragment.start()) {
      System.arraycopy(tail, tail.length - before, samples, 0, before);
    }
    System.arraycopy(fragment.samples(), 0, samples, before, length);
    return samples;
  }

  private byte[] aac(byte[] pcm, Path staging) throws IOException {
    Path aac = staging.resolveSibling(staging.getFileName() + ".aac");
    try {
      String words = Pcm.FORMAT + " -i pipe:0 -c:a aac -b:a " + BITRATE + " -f adts {}";
      ffmpeg.run(directory(staging), FfmpegCommand.of(words, "file:" + aac.getFileName()), pcm);
      return Files.readAllBytes(aac);
    } finally {
      Files.deleteIfExists(aac);
    }
  }

  private void mux(byte[] adts, double startSeconds, Path staging) throws IOException {
    String start = String.format(Locale.ROOT, "%.6f", startSeconds);
    String words =
        "-f aac -i pipe:0 -c copy -output_ts_offset {}"
            + " -mpegts_flags +initial_discontinuity -f mpegts {}";
    List<String> arguments = FfmpegCommand.of(words, start, "file:" + staging.getFileName());
    ffmpeg.run(directory(staging), arguments, adts);
  }

  private static Path directory(Path staging) {
    return Objects.requireNonNull(staging.toAbsolutePath().getParent(), "a file is in a directory");
  }

  private void keepTail(AudioFragment fragment) {
    float[] samples = fragment.samples();
    int kept = Math.min(samples.length, tail.length);
    tail = new float[tail.length];
    System.arraycopy(samples, samples.length - kept, tail, tail.length - kept, kept);
    tailEnd = fragment.end();
  }
}
