package io.streamobs.assets.internal.zip;

/**
 * What a ZIP may ask of its reader. An export keeps within half of it, so that none is made that
 * would not be read.
 *
 * <p>The directory is what is kept in memory: some 400 bytes for each entry beside its name, so
 * that at most about 500 MB are taken, and a few for the usual export.
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

  /** What more than that may unpack to, as a multiple of the ZIP. Journals are at some 20. */
  public static final long MOST_RATIO = 100;

  private ZipBounds() {}
}
