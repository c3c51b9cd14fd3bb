package io.streamobs.retention;

import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.SettingText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A bound as a policy file spells it. */
enum PolicyKey {
  MAX_AGE("maxAge", Form.TIME),
  MAX_BYTES("maxBytes", Form.SIZE),
  MAX_COUNT("maxCount", Form.NUMBER),
  KEEP_LAST("keepLast", Form.NUMBER),
  FAILED_MAX_AGE("failedMaxAge", Form.TIME),
  MEDIA_MAX_AGE("mediaMaxAge", Form.TIME);

  private enum Form {
    TIME("give a time above 0, such as 12h or 30d"),
    SIZE("give a size above 0, such as 500MB or 50GB"),
    NUMBER("give a whole number, such as 3");

    private final String remedy;

    Form(String remedy) {
      this.remedy = remedy;
    }
  }

  private final String inBuilder;
  private final Form form;

  PolicyKey(String inBuilder, Form form) {
    this.inBuilder = inBuilder;
    this.form = form;
  }

  /** The one of that name, or null. */
  static @Nullable PolicyKey of(String name) {
    return Arrays.stream(values())
        .filter(key -> key.toString().equals(name))
        .findFirst()
        .orElse(null);
  }

  static String names() {
    return Arrays.stream(values()).map(PolicyKey::toString).collect(Collectors.joining(", "));
  }

  /** What the builder of a policy calls it. */
  String inBuilder() {
    return inBuilder;
  }

  String remedy() {
    return form.remedy;
  }

  /**
   * @throws RuntimeException when the value cannot be used
   */
  void set(RetentionPolicy.Builder builder, String value) {
    switch (this) {
      case MAX_AGE -> builder.maxAge(time(value));
      case MAX_BYTES -> builder.maxBytes(size(value));
      case MAX_COUNT -> builder.maxCount(Integer.valueOf(value));
      case KEEP_LAST -> builder.keepLast(Integer.parseInt(value));
      case FAILED_MAX_AGE -> builder.failedMaxAge(time(value));
      case MEDIA_MAX_AGE -> builder.mediaMaxAge(time(value));
    }
  }

  /**
   * Takes it from the policy around; but for bytes and count, which bound a stream alone, and ages
   * that say nothing beside the stream's own.
   *
   * @param maxAge the stream's, or that from around
   */
  void inherit(RetentionPolicy.Builder builder, RetentionPolicy around, @Nullable Duration maxAge) {
    Duration failed = around.failedMaxAge();
    Duration media = around.mediaMaxAge();
    switch (this) {
      case MAX_AGE -> builder.maxAge(maxAge);
      case KEEP_LAST -> builder.keepLast(around.keepLast());
      case FAILED_MAX_AGE -> builder.failedMaxAge(isLonger(failed, maxAge) ? failed : null);
      case MEDIA_MAX_AGE ->
          builder.mediaMaxAge(maxAge == null || isLonger(maxAge, media) ? media : null);
      case MAX_BYTES, MAX_COUNT -> {}
    }
  }

  private static boolean isLonger(@Nullable Duration one, @Nullable Duration other) {
    return one != null && other != null && one.compareTo(other) > 0;
  }

  static Long size(String text) {
    Long bytes = SettingText.bytes(text);
    if (bytes == null || bytes <= 0) {
      throw new IllegalArgumentException(text);
    }
    return bytes;
  }

  static Duration time(String text) {
    Duration time = SettingText.time(text);
    if (time == null) {
      throw new IllegalArgumentException(text);
    }
    return time;
  }

  /** As a file has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
