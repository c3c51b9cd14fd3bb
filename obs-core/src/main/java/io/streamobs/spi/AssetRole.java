package io.streamobs.spi;

import java.util.Locale;

/** What something is to the stage that names it. */
public enum AssetRole {
  INPUT,
  OUTPUT,
  INTERMEDIATE;

  /** As it stands in records. */
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
