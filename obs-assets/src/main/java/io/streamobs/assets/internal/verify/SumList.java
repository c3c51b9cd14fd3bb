package io.streamobs.assets.internal.verify;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A list such as {@code sha256sum} writes, and manifests of bags are: a checksum and a name. */
public final class SumList implements Closeable {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

  /**
   * One of its lines.
   *
   * @param number from 1
   * @param sha256 empty where the line is none of such a list
   * @param name the same
   */
  public record Line(int number, String sha256, String name) {}

  private final BoundedLines lines;
  private int number;

  public SumList(InputStream in) {
    this.lines = new BoundedLines(in);
  }

  /**
   * The next line, or null at the end.
   *
   * @throws java.nio.charset.CharacterCodingException when it is no UTF-8
   */
  public @Nullable Line next() throws IOException {
    String line = lines.next();
    if (line == null) {
      return null;
    }
    Matcher parts = LINE.matcher(line);
    number++;
    return parts.matches()
        ? new Line(number, parts.group(1), parts.group(2))
        : new Line(number, "", "");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
