package io.streamobs.examples.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Decodes a media file with ffmpeg and hands it out second by second, as a live source would.
 *
 * <p>It is one second ahead of who reads it, so that the end of a fragment is known before it
 * begins. Further ffmpeg does not get: however long the media, little of it is in memory.
 */
final class LiveSource implements AutoCloseable {
  /**
   * Above these a shell or ffmpeg reports that a signal ended the process: a crash, not a verdict.
   */
  private static final int LAST_OWN_EXIT_CODE = 128;

  private final Path media;
  private final FfmpegProcess decoder;
  private byte[] ahead = new byte[0];
  private long position;
  private long seconds;

  private LiveSource(Path media, FfmpegProcess decoder) {
    this.media = media;
    this.decoder = decoder;
  }

  static LiveSource open(Ffmpeg ffmpeg, Path mediaFile) throws DemoFailure {
    Path media = MediaFile.require(mediaFile);
    Path directory = Objects.requireNonNull(media.getParent(), "a file is in a directory");
    try {
      List<String> decode = decode("file:" + media.getFileName());
      LiveSource source = new LiveSource(media, ffmpeg.start(directory, decode));
      source.readAhead();
      return source;
    } catch (IOException e) {
      throw new DemoFailure(
          LiveErrors.FFMPEG_FAILED, "Could not start " + ffmpeg.program() + ".", e);
    }
  }

  /** A playlist as input shall not send ffmpeg to the network: hence the list of protocols. */
  private static List<String> decode(String input) {
    return FfmpegCommand.of(
        "-protocol_whitelist file,crypto,data -i {} -map 0:a:0 " + Pcm.FORMAT + " pipe:1", input);
  }

  Path media() {
    return media;
  }

  boolean exhausted() {
    return ahead.length == 0;
  }

  /** Where in the media lies what {@link #next} will answer. */
  MediaSpan upcoming() {
    return MediaSpan.of(position, position + Pcm.length(ahead));
  }

  /** The next second, or what is left of the last one. Waits for the one after it. */
  byte[] next() throws IOException {
    byte[] second = ahead;
    seconds++;
    position += Pcm.length(second);
    readAhead();
    return second;
  }

  private void readAhead() throws IOException {
    ahead = new byte[0];
    ahead = decoder.output().readNBytes(Pcm.BYTES_PER_SECOND);
  }

  /** To be called at the end: only ffmpeg's exit code tells an end from a failure. */
  void verify() throws DemoFailure, IOException {
    int exitCode = decoder.await();
    if (exitCode == 0 && seconds > 0) {
      return;
    }
    throw exitCode > LAST_OWN_EXIT_CODE || seconds > 0 ? brokenOff(exitCode) : notUsable(exitCode);
  }

  private DemoFailure brokenOff(int exitCode) {
    return new DemoFailure(
        LiveErrors.FFMPEG_FAILED,
        "ffmpeg stopped decoding %s after %d s with exit code %d: %s. Try it by hand: ffmpeg -i %s"
            .formatted(media.getFileName(), seconds, exitCode, decoder.reason(), media));
  }

  private DemoFailure notUsable(int exitCode) {
    String reason = decoder.reason();
    boolean noAudio = exitCode == 0 || reason.contains("matches no streams");
    return noAudio
        ? new DemoFailure(
            LiveErrors.MEDIA_WITHOUT_AUDIO,
            "%s has no audio to publish (ffmpeg: %s). Name a file with sound."
                .formatted(media, reason))
        : new DemoFailure(
            LiveErrors.MEDIA_UNKNOWN,
            "%s is not media that ffmpeg can read (ffmpeg: %s). Name a media file."
                .formatted(media, reason));
  }

  /** How many errors the decoder has had so far: sound is missing where it has. */
  long errors() {
    return decoder.errors();
  }

  /** As the container states it; some do not, and some are wrong. */
  OptionalLong durationMillis() {
    return decoder.durationMillis();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
