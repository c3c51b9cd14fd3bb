package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The HLS media playlist (RFC 8216) of a stream that grows. A player never sees half of one. */
final class Playlist {
  static final String NAME = "index.m3u8";

  private static final String HEAD =
      """
      #EXTM3U
      #EXT-X-VERSION:3
      #EXT-X-TARGETDURATION:1
      #EXT-X-PLAYLIST-TYPE:EVENT
      #EXT-X-MEDIA-SEQUENCE:0
      """;

  private final Path file;
  private final StringBuilder entries = new StringBuilder(HEAD);

  Playlist(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** After a gap a player has to be told that the time jumps. */
  void add(String uri, double seconds, boolean afterGap) throws IOException {
    entries.append(afterGap ? "#EXT-X-DISCONTINUITY\n" : "");
    entries.append(String.format(Locale.ROOT, "#EXTINF:%.6f,%n", seconds).replace("\r", ""));
    entries.append(uri).append('\n');
    write();
  }

  void end() throws IOException {
    entries.append("#EXT-X-ENDLIST\n");
    write();
  }

  private void write() throws IOException {
    // A run that is resumed while the worker before still ends has two for a moment.
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.writeString(part, entries, UTF_8);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
