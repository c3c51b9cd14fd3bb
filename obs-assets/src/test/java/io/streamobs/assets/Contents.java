package io.streamobs.assets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The bytes of one file: those that are certainly on the disk, and what happened since. */
final class Contents {

  private byte[] certain = {};
  private byte[] present = {};
  // The files as they were behind each operation since then; a cut leaves any, or part of the next.
  private final List<byte[]> since = new ArrayList<>();
  private int settled;

  void write(byte[] bytes) {
    byte[] longer = Arrays.copyOf(present, present.length + bytes.length);
    System.arraycopy(bytes, 0, longer, present.length, bytes.length);
    changed(longer);
  }

  void truncate(long size) {
    if (size < present.length) {
      settled = Math.min(settled, (int) size);
      changed(Arrays.copyOf(present, (int) size));
    }
  }

  private void changed(byte[] to) {
    present = to;
    since.add(to);
  }

  void force() {
    certain = present;
    settled = present.length;
    since.clear();
  }

  /** As they are for whoever reads while the machine runs. */
  byte[] present() {
    return present;
  }

  /** As the last {@code force} left them. */
  byte[] certain() {
    return certain;
  }

  /** As long as they are now, with nothing in what was not forced. */
  byte[] hollow() {
    byte[] hollow = present.clone();
    Arrays.fill(hollow, Math.min(settled, hollow.length), hollow.length, (byte) 0);
    return hollow;
  }

  /** With a hole in what was not forced: a later page came to the disk, an earlier one did not. */
  byte[] holed(Random random) {
    byte[] holed = present.clone();
    int loose = holed.length - settled;
    if (loose > 0) {
      int from = settled + random.nextInt(loose);
      Arrays.fill(holed, from, from + 1 + random.nextInt(holed.length - from), (byte) 0);
    }
    return holed;
  }

  /** Cut at any byte of what was not forced. */
  byte[] torn(Random random) {
    int whole = random.nextInt(since.size() + 1);
    byte[] left = whole == 0 ? certain : since.get(whole - 1);
    if (whole < since.size() && since.get(whole).length > left.length) {
      byte[] next = since.get(whole);
      return Arrays.copyOf(next, left.length + random.nextInt(next.length - left.length));
    }
    return left;
  }
}
