package io.streamobs.internal.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes as people write them: {@code 65536}, {@code 64MB}, {@code 1 GiB}. A KB is 1,024 bytes. */
public final class Sizes {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*(?:([kmgt]?)i?b)?");

  private Sizes() {}

  /** Bytes, or null where the text is no size, or too large for a number. */
  public static @Nullable Long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return null;
    }
    String unit = matcher.group(2);
    int shift = unit == null || unit.isEmpty() ? 0 : 10 * ("kmgt".indexOf(unit) + 1);
    long count = Long.parseLong(matcher.group(1));
    return count > Long.MAX_VALUE >> shift ? null : count << shift;
  }
}
