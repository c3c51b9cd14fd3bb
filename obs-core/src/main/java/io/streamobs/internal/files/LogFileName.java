package io.streamobs.internal.files;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a log file is called: {@code <name>_<writer>_<number>.jsonl}, with {@code .gz} once it is
 * compressed.
 *
 * @param name a safe name; may hold underscores
 * @param writer the one sink that writes the file; holds no underscore, so that {@code live} never
 *     takes the files of {@code live_dub} for its own
 */
record LogFileName(String name, String writer, int number, boolean compressed) {

  /** By name and writer, and the files of one as they were written. */
  static final Comparator<LogFileName> ORDER =
      Comparator.comparing(LogFileName::name)
          .thenComparing(LogFileName::writer)
          .thenComparing(LogFileName::number);

  // No separator: an id that an audit has must not lead elsewhere.
  private static final Pattern FORM =
      Pattern.compile("([^/\\\\]+)_(" + WriterName.FORM + ")_(\\d{4,9})\\.jsonl(\\.gz)?");

  static @Nullable LogFileName parse(String file) {
    Matcher matcher = FORM.matcher(file);
    if (!matcher.matches()) {
      return null;
    }
    LogFileName parsed =
        new LogFileName(
            matcher.group(1),
            matcher.group(2),
            Integer.parseInt(matcher.group(3)),
            matcher.group(4) != null);
    return parsed.number > 0 && parsed.toString().equals(file) ? parsed : null;
  }

  LogFileName withCompressed(boolean gzip) {
    return new LogFileName(name, writer, number, gzip);
  }

  @Override
  public String toString() {
    String digits = Integer.toString(number);
    String padded = "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    return name + "_" + writer + "_" + padded + ".jsonl" + (compressed ? ".gz" : "");
  }
}
