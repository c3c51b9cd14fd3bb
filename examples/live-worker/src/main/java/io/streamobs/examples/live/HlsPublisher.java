package io.streamobs.examples.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Publishes fragments as the segments of one HLS stream, in one directory. */
final class HlsPublisher {
  private final Path directory;
  private final SegmentEncoder encoder;
  private final Playlist playlist;
  private long published;
  private long lastSequence;

  HlsPublisher(Ffmpeg ffmpeg, Path directory) {
    this.directory = directory;
    this.encoder = new SegmentEncoder(ffmpeg);
    this.playlist = new Playlist(directory.resolve(Playlist.NAME));
  }

  /** Where the segment of a fragment belongs. */
  Path segment(AudioFragment fragment) {
    return directory.resolve("segment-%06d.ts".formatted(fragment.sequence()));
  }

  /** Makes the segment, somewhere in the directory of the stream. */
  void encode(AudioFragment fragment, Path staging) throws IOException {
    Files.createDirectories(directory);
    encoder.encode(fragment, staging);
  }

  /** Offers the segment to players, once it is in its place. */
  void add(AudioFragment fragment) throws IOException {
    String name = String.valueOf(segment(fragment).getFileName());
    double seconds = AacGrid.toSeconds(AacGrid.end(fragment) - AacGrid.first(fragment));
    boolean afterGap = published > 0 && fragment.sequence() != lastSequence + 1;
    playlist.add(name, seconds, afterGap);
    published++;
    lastSequence = fragment.sequence();
  }

  /** Tells players, where there are any, that nothing more will come. */
  void finish() throws IOException {
    if (published > 0) {
      playlist.end();
    }
  }

  long published() {
    return published;
  }

  Path directory() {
    return directory;
  }

  Path playlist() {
    return playlist.file();
  }
}
