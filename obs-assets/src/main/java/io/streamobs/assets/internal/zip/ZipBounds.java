package io.streamobs.assets.internal.zip;

/**
 * What a ZIP may ask of its reader. An export keeps well within that, so that none is made that
 * would not be read.
 *
 * <p>The directory is what is kept in memory: some 300 bytes for each entry and its name three
 * times. That is 400 MB at the very most, and next to nothing for the usual export.
 */
public final class ZipBounds {

  /** How many entries there may be. */
  public static final int MOST_ENTRIES = 500_000;

  /** How many bytes the directory may have, in which names are. */
  public static final long MOST_DIRECTORY_BYTES = 100L << 20;

  /** How long a name may be. */
  public static final int MOST_NAME_BYTES = 1_024;

  /** What any ZIP may unpack to. */
  public static final long FREE_BYTES = 2L << 30;

  /** What more than that may unpack to, as a multiple of the ZIP. Logs are at some 30. */
  public static final long MOST_RATIO = 100;

  private ZipBounds() {}
}
