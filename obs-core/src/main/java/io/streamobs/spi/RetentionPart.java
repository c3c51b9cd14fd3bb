package io.streamobs.spi;

import java.util.Locale;

/** How much of something goes. */
public enum RetentionPart {
  /** All of it. */
  ALL,
  /** Media that were captured; what is known of them stays, and says that they are gone. */
  MEDIA;

  private final String json = name().toLowerCase(Locale.ROOT);

  /** As it stands in an audit: the constant's name in lower case. */
  public String json() {
    return json;
  }
}
