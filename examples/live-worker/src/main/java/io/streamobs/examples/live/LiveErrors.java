package io.streamobs.examples.live;

import io.streamobs.ErrorCode;
import java.util.Set;

/**
 * What can end the program early, or cost it a fragment. Alerts and runbooks may name these codes:
 * each keeps its meaning.
 */
final class LiveErrors {
  static final ErrorCode USAGE =
      ErrorCode.of(
          "LIVE-USE-001",
          "The command was not understood.",
          "The message names the argument; demo --help shows what there is.");
  static final ErrorCode MEDIA_MISSING =
      ErrorCode.of(
          "LIVE-MEDIA-001",
          "There is no such media file.",
          "Look for a path that is relative to another directory, or a mount that is gone.");
  static final ErrorCode MEDIA_UNREADABLE =
      ErrorCode.of(
          "LIVE-MEDIA-002",
          "The media file cannot be read.",
          "It is a directory, or this user may not read it; check its permissions.");
  static final ErrorCode MEDIA_UNKNOWN =
      ErrorCode.of(
          "LIVE-MEDIA-003",
          "The file is not media.",
          "ffmpeg finds no format that fits; the message has its words for it.");
  static final ErrorCode MEDIA_WITHOUT_AUDIO =
      ErrorCode.of(
          "LIVE-MEDIA-004",
          "The media has no sound.",
          "There is no audio track, or an empty one; look at it with ffprobe.");
  static final ErrorCode FFMPEG_MISSING =
      ErrorCode.of(
          "LIVE-TOOL-001",
          "ffmpeg is not installed.",
          "Neither an ffmpeg on the PATH starts nor the one that comes along; install one.");
  static final ErrorCode FFMPEG_FAILED =
      ErrorCode.of(
          "LIVE-TOOL-002",
          "The media could not be decoded to its end.",
          "ffmpeg broke off; the message has its exit code and last errors.");
  static final ErrorCode SEGMENT_LOST =
      ErrorCode.of(
          "LIVE-PUBLISH-001",
          "A piece of the stream is missing.",
          "A segment could not be encoded or put in place; error.message says which and why.");
  static final ErrorCode NOTHING_PUBLISHED =
      ErrorCode.of(
          "LIVE-PUBLISH-002",
          "Nothing could be published.",
          "Every fragment failed; look at the stages of this runId with the outcome failure.");
  static final ErrorCode UNEXPECTED =
      ErrorCode.of(
          "LIVE-INT-001",
          "The program met an error that it does not know.",
          "Most likely a bug: error.stack says where.");

  private static final Set<ErrorCode> OF_THE_USER =
      Set.of(USAGE, MEDIA_MISSING, MEDIA_UNREADABLE, MEDIA_UNKNOWN, MEDIA_WITHOUT_AUDIO);

  private LiveErrors() {}

  /** 2 where the user can mend it by asking for something else, 3 where the machine cannot. */
  static int exitCode(ErrorCode code) {
    return OF_THE_USER.contains(code) ? 2 : 3;
  }
}
