package io.streamobs.assets;

import java.util.Random;

/** What of the things that nobody forced a cut of the power leaves. */
enum PowerCut {
  /** All: as after {@code kill -9}. */
  NONE_OF_IT_LOST,
  /** Nothing. */
  ALL_OF_IT_LOST,
  /** Files have their names, and are as long as they were when they were forced. */
  BYTES_LOST,
  /** Files have their names and lengths, and zeros in them. */
  BYTES_HOLLOW,
  /** Files have their names, and end anywhere. */
  BYTES_TORN,
  /** Bytes are there, and names are not. */
  NAMES_LOST,
  /** Each thing for itself: there, not there, or half. */
  ANYTHING,
  /** The same once more. */
  ANYTHING_ELSE;

  boolean keepsName(Random random) {
    return switch (this) {
      case ALL_OF_IT_LOST, NAMES_LOST -> false;
      case ANYTHING, ANYTHING_ELSE -> random.nextBoolean();
      default -> true;
    };
  }

  byte[] left(Contents file, Random random) {
    return switch (this) {
      case NONE_OF_IT_LOST, NAMES_LOST -> file.present();
      case ALL_OF_IT_LOST, BYTES_LOST -> file.certain();
      case BYTES_HOLLOW -> file.hollow();
      case BYTES_TORN -> file.torn(random);
      case ANYTHING, ANYTHING_ELSE ->
          switch (random.nextInt(5)) {
            case 0 -> file.present();
            case 1 -> file.certain();
            case 2 -> file.hollow();
            case 3 -> file.holed(random);
            default -> file.torn(random);
          };
    };
  }
}
