package io.streamobs.examples.live;

/**
 * Which AAC frames belong to a fragment.
 *
 * <p>A frame holds 1024 samples, so that frames and seconds do not meet; and its sound comes out
 * whole only with the frame after it, as each overlaps the next. So a fragment's segment ends one
 * frame early, and the next segment starts there: put together, they are one seamless stream.
 */
final class AacGrid {
  static final int FRAME = 1024;

  private AacGrid() {}

  /** The first frame of the segment that starts with this fragment. */
  static long first(AudioFragment fragment) {
    return boundary(fragment.start());
  }

  /** The first frame that no longer belongs to it. */
  static long end(AudioFragment fragment) {
    return fragment.last() ? (fragment.end() + FRAME - 1) / FRAME : boundary(fragment.end());
  }

  private static long boundary(long position) {
    return Math.max(0, position / FRAME - 1);
  }

  static double toSeconds(long frames) {
    return Pcm.toSeconds(frames * FRAME);
  }
}
