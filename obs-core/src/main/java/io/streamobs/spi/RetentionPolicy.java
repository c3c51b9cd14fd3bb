package io.streamobs.spi;

import io.streamobs.internal.config.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept of one kind of stored things. At least one bound is set; where several are, each
 * of them holds.
 *
 * @param maxAge what is older goes; above zero
 * @param maxBytes the oldest go until all that is left fits; above zero
 * @param maxCount the oldest go until so many are left; above zero
 */
public record RetentionPolicy(
    @Nullable Duration maxAge, @Nullable Long maxBytes, @Nullable Integer maxCount) {

  /**
   * @throws io.streamobs.ConfigurationException when no bound is set, or one is not above zero
   */
  public RetentionPolicy {
    if (maxAge == null && maxBytes == null && maxCount == null) {
      throw Checks.bad("retention policy", "empty", "set maxAge, maxBytes or maxCount");
    }
    if (maxAge != null && (maxAge.isNegative() || maxAge.isZero())) {
      throw Checks.bad("maxAge", maxAge, "give a time above 0, such as 14d");
    }
    if (maxBytes != null && maxBytes <= 0) {
      throw Checks.bad("maxBytes", maxBytes, "give a size above 0, such as 1GB");
    }
    if (maxCount != null && maxCount <= 0) {
      throw Checks.bad("maxCount", maxCount, "give a number above 0");
    }
  }
}
