package io.streamobs.assets.internal.verify;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lines of a text that may be anybody's: one without end does not fill the memory. */
final class BoundedLines implements Closeable {

  private static final int MOST_CHARS = 4_096;

  private final BufferedReader reader;

  BoundedLines(InputStream in) {
    this.reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }

  /**
   * The beginning of the next line, or null at the end.
   *
   * @throws java.nio.charset.CharacterCodingException when it is no UTF-8
   */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      if (line.length() < MOST_CHARS) {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
