package io.streamobs.spi;

import io.streamobs.internal.config.Checks;
import io.streamobs.internal.config.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much is kept of one kind of stored things. Several bounds hold at once; what is not bounded
 * is kept.
 *
 * <pre>{@code
 * RetentionPolicy.builder().maxAge(Duration.ofDays(30)).maxBytes(50L << 30).keepLast(3).build()
 * }</pre>
 *
 * <p>Immutable.
 */
public final class RetentionPolicy {

  private final @Nullable Duration maxAge;
  private final @Nullable Long maxBytes;
  private final @Nullable Integer maxCount;
  private final int keepLast;
  private final @Nullable Duration failedMaxAge;
  private final @Nullable Duration mediaMaxAge;

  private RetentionPolicy(Builder builder) {
    this.maxAge = builder.maxAge;
    this.maxBytes = builder.maxBytes;
    this.maxCount = builder.maxCount;
    this.keepLast = builder.keepLast;
    this.failedMaxAge = builder.failedMaxAge;
    this.mediaMaxAge = builder.mediaMaxAge;
  }

  /** Nothing is bounded yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same bounds, to be changed. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.maxAge = maxAge;
    builder.maxBytes = maxBytes;
    builder.maxCount = maxCount;
    builder.keepLast = keepLast;
    builder.failedMaxAge = failedMaxAge;
    builder.mediaMaxAge = mediaMaxAge;
    return builder;
  }

  /** What is older goes. */
  public @Nullable Duration maxAge() {
    return maxAge;
  }

  /** The oldest go until all that is left fits. */
  public @Nullable Long maxBytes() {
    return maxBytes;
  }

  /** The oldest go until so many are left. */
  public @Nullable Integer maxCount() {
    return maxCount;
  }

  /** So many of the newest of each stream stay, whatever the other bounds say. */
  public int keepLast() {
    return keepLast;
  }

  /** What failed and is older goes; instead of {@link #maxAge}. */
  public @Nullable Duration failedMaxAge() {
    return failedMaxAge;
  }

  /** Of what is older the media go, and what is known of them stays. */
  public @Nullable Duration mediaMaxAge() {
    return mediaMaxAge;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RetentionPolicy that
        && Objects.equals(maxAge, that.maxAge)
        && Objects.equals(maxBytes, that.maxBytes)
        && Objects.equals(maxCount, that.maxCount)
        && keepLast == that.keepLast
        && Objects.equals(failedMaxAge, that.failedMaxAge)
        && Objects.equals(mediaMaxAge, that.mediaMaxAge);
  }

  @Override
  public int hashCode() {
    return Objects.hash(maxAge, maxBytes, maxCount, keepLast, failedMaxAge, mediaMaxAge);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("retention policy:");
    bound(text, "maxAge", maxAge);
    bound(text, "maxBytes", maxBytes);
    bound(text, "maxCount", maxCount);
    bound(text, "keepLast", keepLast == 0 ? null : keepLast);
    bound(text, "failedMaxAge", failedMaxAge);
    bound(text, "mediaMaxAge", mediaMaxAge);
    return text.toString();
  }

  private static void bound(StringBuilder text, String name, @Nullable Object value) {
    if (value != null) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  /**
   * Bounds. Every method fails fast with {@link io.streamobs.ConfigurationException}. Threads: one.
   */
  public static final class Builder {

    private @Nullable Duration maxAge;
    private @Nullable Long maxBytes;
    private @Nullable Integer maxCount;
    private int keepLast;
    private @Nullable Duration failedMaxAge;
    private @Nullable Duration mediaMaxAge;

    private Builder() {}

    /** What is older goes. Above zero. Default: no bound. */
    public Builder maxAge(@Nullable Duration age) {
      maxAge = checked("maxAge", age);
      return this;
    }

    /** The oldest go until all that is left fits. Above zero. Default: no bound. */
    public Builder maxBytes(@Nullable Long bytes) {
      if (bytes != null && bytes <= 0) {
        throw Checks.bad("maxBytes", bytes, "give a size above 0, such as 1GB");
      }
      maxBytes = bytes;
      return this;
    }

    /** The oldest go until so many are left. Above zero. Default: no bound. */
    public Builder maxCount(@Nullable Integer count) {
      if (count != null && count <= 0) {
        throw Checks.bad("maxCount", count, "give a number above 0");
      }
      maxCount = count;
      return this;
    }

    /**
     * So many of the newest of each stream stay, whatever the other bounds say. Default: 0. A bound
     * on bytes may be exceeded by it.
     */
    public Builder keepLast(int count) {
      if (count < 0) {
        throw Checks.bad("keepLast", count, "give a number of 0 or more");
      }
      keepLast = count;
      return this;
    }

    /**
     * What failed is kept until it is that old, and goes for a bound on bytes or count only when
     * nothing else is left to go. Longer than {@link #maxAge}. Default: as everything else.
     */
    public Builder failedMaxAge(@Nullable Duration age) {
      failedMaxAge = checked("failedMaxAge", age);
      return this;
    }

    /**
     * Media go when they are that old; what is known of them stays for as long as the rest. Shorter
     * than {@link #maxAge}. Default: with the rest.
     */
    public Builder mediaMaxAge(@Nullable Duration age) {
      mediaMaxAge = checked("mediaMaxAge", age);
      return this;
    }

    private static @Nullable Duration checked(String key, @Nullable Duration age) {
      if (age != null && (age.isNegative() || age.isZero())) {
        throw Checks.bad(key, age, "give a time above 0, such as 14d");
      }
      return age;
    }

    /**
     * @throws io.streamobs.ConfigurationException when no bound is set, or two contradict each
     *     other
     */
    public RetentionPolicy build() {
      if (maxAge == null && maxBytes == null && maxCount == null && mediaMaxAge == null) {
        throw Checks.bad(
            "retention policy", "empty", "set maxAge, maxBytes, maxCount or mediaMaxAge");
      }
      if (maxCount != null && keepLast > maxCount) {
        throw Checks.bad("keepLast", keepLast, "give at most maxCount, which is " + maxCount);
      }
      if (failedMaxAge != null && (maxAge == null || failedMaxAge.compareTo(maxAge) <= 0)) {
        throw Checks.bad(
            "failedMaxAge",
            Durations.text(failedMaxAge),
            "give more than maxAge, which is "
                + (maxAge == null ? "not set" : Durations.text(maxAge)));
      }
      if (mediaMaxAge != null && maxAge != null && mediaMaxAge.compareTo(maxAge) >= 0) {
        throw Checks.bad(
            "mediaMaxAge",
            Durations.text(mediaMaxAge),
            "give less than maxAge, which is " + Durations.text(maxAge));
      }
      return new RetentionPolicy(this);
    }
  }
}
