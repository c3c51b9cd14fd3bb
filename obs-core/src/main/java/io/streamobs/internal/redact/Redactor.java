package io.streamobs.internal.redact;

import io.streamobs.internal.encode.TextBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in texts in one pass and linear time. A text without a character that could begin a
 * secret is only read; a text with one is copied with the secret replaced.
 *
 * <p>Threads: one thread for {@link #redact}; counters may be read from any.
 */
public final class Redactor {

  private static final int MOST_KEPT_CHARS = 1 << 16;

  private final SecretNames names;
  private final Sieve sieve = new Sieve();
  private final SecretScanner scanner;
  private final AtomicLongArray counts = new AtomicLongArray(Rule.values().length);
  private TextBuffer clean = new TextBuffer(Integer.MAX_VALUE);

  public Redactor(SecretNames names) {
    this.names = names;
    this.scanner = new SecretScanner(names);
  }

  /** Whether the value under this name must not be shown. */
  public boolean isSecretName(String name) {
    return names.matches(name);
  }

  /** Notes that a value was withheld by {@code rule}. */
  public void count(Rule rule) {
    counts.lazySet(rule.ordinal(), counts.get(rule.ordinal()) + 1);
  }

  /**
   * The text without its secrets.
   *
   * @return {@code text} itself where it has none, else a buffer that is valid until the next call
   */
  public TextBuffer redact(TextBuffer text) {
    int found = sieve.pass(text.chars(), 0, text.length());
    text.plain((found & Sieve.NEEDS_ESCAPE) == 0);
    boolean sound = (found & Sieve.SUSPECT) == 0 && text.length() < SecretScanner.LEAST_PAYLOAD;
    return sound ? text : withoutSecrets(text);
  }

  /** The same for a text of any length: the text itself where it has no secret. */
  public String redact(String text) {
    TextBuffer all = new TextBuffer(Integer.MAX_VALUE);
    all.append(text);
    TextBuffer redacted = redact(all);
    String result = redacted == all ? text : redacted.toString();
    if (clean.chars().length > MOST_KEPT_CHARS) {
      clean = new TextBuffer(Integer.MAX_VALUE);
    }
    return result;
  }

  private TextBuffer withoutSecrets(TextBuffer text) {
    char[] chars = text.chars();
    int length = text.length();
    int copied = 0;
    int from = 0;
    clean.clear();
    while (true) {
      SecretScanner.Finding finding = scanner.next(chars, from, length);
      if (finding == null) {
        break;
      }
      clean.append(chars, copied, finding.start());
      clean.append(finding.rule().replacement());
      count(finding.rule());
      copied = finding.end();
      from = finding.end();
    }
    if (copied == 0) {
      return text;
    }
    clean.append(chars, copied, length);
    clean.omit(text.omitted());
    return clean;
  }

  /** How often each rule applied; rules that never did are left out. */
  public Map<String, Long> counts() {
    Map<String, Long> result = new TreeMap<>();
    for (Rule rule : Rule.values()) {
      @Nullable Long count = counts.get(rule.ordinal());
      if (count != null && count > 0) {
        result.put(rule.json(), count);
      }
    }
    return result;
  }
}
