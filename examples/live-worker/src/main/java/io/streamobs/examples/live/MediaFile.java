package io.streamobs.examples.live;

import java.nio.file.Files;
import java.nio.file.Path;

/** What can be said about an input before ffmpeg has a look at it. */
final class MediaFile {
  private MediaFile() {}

  static Path require(Path media) throws DemoFailure {
    if (!Files.exists(media)) {
      throw new DemoFailure(
          LiveErrors.MEDIA_MISSING, "There is no file " + media + ". Name a media file.");
    }
    if (Files.isDirectory(media)) {
      throw new DemoFailure(
          LiveErrors.MEDIA_UNREADABLE, media + " is a directory. Name a media file.");
    }
    if (!Files.isReadable(media)) {
      throw new DemoFailure(
          LiveErrors.MEDIA_UNREADABLE, media + " cannot be read. Check its permissions.");
    }
    return media.toAbsolutePath();
  }
}
