package io.streamobs.internal.redact;

import io.streamobs.internal.redact.SecretScanner.Finding;
import org.jspecify.annotations.Nullable;

/** Credentials in a URL's authority, and the stream key in an ingest URL's path. */
final class Urls {

  private Urls() {}

  /** What is secret in the URL whose scheme ends at the colon {@code i}. */
  static @Nullable Finding find(char[] chars, int from, int i, int to) {
    int authority = i + 3;
    int path = authority;
    int at = -1;
    while (path < to && chars[path] != '/' && chars[path] != '?' && !Chars.endsUrl(chars[path])) {
      if (chars[path] == '@') {
        at = path;
      }
      path++;
    }
    boolean ingest = isIngest(chars, from, i);
    if (at > authority && !Chars.startsWith(chars, authority, to, "[redacted:")) {
      // The pass goes on behind the finding and would not know the path for an ingest URL's.
      return new Finding(authority, ingest ? urlEnd(chars, at, to) : at, Rule.URL_CREDENTIALS);
    }
    return ingest ? streamKey(chars, path, to) : null;
  }

  private static boolean isIngest(char[] chars, int from, int end) {
    return Chars.endsWithIgnoreCase(chars, from, end, "rtmp")
        || Chars.endsWithIgnoreCase(chars, from, end, "rtmps")
        || Chars.endsWithIgnoreCase(chars, from, end, "rtmpt");
  }

  // rtmp://host/application/key: what follows the application is the key.
  private static @Nullable Finding streamKey(char[] chars, int path, int to) {
    int application = path + 1;
    int key = application;
    while (key < to && chars[key] != '/' && !Chars.endsUrl(chars[key])) {
      key++;
    }
    int start = key + 1;
    int end = start;
    while (end < to && chars[end] != '?' && !Chars.endsUrl(chars[end])) {
      end++;
    }
    return key < to && chars[key] == '/' && end > start
        ? new Finding(start, end, Rule.STREAM_KEY)
        : null;
  }

  private static int urlEnd(char[] chars, int from, int to) {
    int end = from;
    while (end < to && !Chars.endsUrl(chars[end])) {
      end++;
    }
    return end;
  }
}
