package io.streamobs.retention;

import io.streamobs.ConfigurationException;
import io.streamobs.spi.RetentionPolicy;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A section of a policy file: the bounds of a kind, or of a kind and a stream.
 *
 * <p>Threads: one.
 */
final class PolicySection {

  private final String where;
  private final String kind;
  private final @Nullable String stream;
  private final RetentionPolicy.Builder builder = RetentionPolicy.builder();
  private @Nullable Duration maxAge;
  private final Map<PolicyKey, String> lines = new EnumMap<>(PolicyKey.class);

  /**
   * @param where its line, for messages
   */
  PolicySection(String where, String kind, @Nullable String stream) {
    this.where = where;
    this.kind = kind;
    this.stream = stream;
  }

  String where() {
    return where;
  }

  String kind() {
    return kind;
  }

  @Nullable String stream() {
    return stream;
  }

  String title() {
    return stream == null ? kind : kind + " " + stream;
  }

  void set(String line, String name, String value) {
    PolicyKey key = PolicyKey.of(name);
    if (key == null) {
      throw PolicyFile.bad(line, name, "give one of " + PolicyKey.names());
    }
    String before = lines.putIfAbsent(key, line);
    if (before != null) {
      throw PolicyFile.bad(line, name, "it is set already, in " + before);
    }
    try {
      key.set(builder, value);
      maxAge = key == PolicyKey.MAX_AGE ? PolicyKey.time(value) : maxAge;
    } catch (RuntimeException e) {
      throw PolicyFile.bad(line + ", " + name, value, key.remedy());
    }
  }

  /**
   * @param around the policy of the whole kind, whose ages hold where this one has none
   */
  RetentionPolicy policy(@Nullable RetentionPolicy around) {
    if (lines.isEmpty()) {
      throw PolicyFile.bad(where, "[" + title() + "]", "give it one of " + PolicyKey.names());
    }
    if (kind.equals(RetentionPolicies.LOG_FILE)) {
      refuseOfRuns();
    }
    for (PolicyKey key : PolicyKey.values()) {
      if (around != null && !lines.containsKey(key)) {
        key.inherit(builder, around, maxAge == null ? around.maxAge() : maxAge);
      }
    }
    try {
      return builder.build();
    } catch (ConfigurationException e) {
      String from = around == null ? "" : "; what it does not say itself is from [" + kind + "]";
      throw PolicyFile.bad(line(e.key()), "[" + title() + "]", inFile(e) + from);
    }
  }

  // They would do nothing.
  private void refuseOfRuns() {
    if (stream != null) {
      throw PolicyFile.bad(where, "[" + title() + "]", "log files are of no stream; leave it out");
    }
    for (PolicyKey key : List.of(PolicyKey.FAILED_MAX_AGE, PolicyKey.MEDIA_MAX_AGE)) {
      String line = lines.get(key);
      if (line != null) {
        throw PolicyFile.bad(line, key.toString(), "that is for run_bundle; leave it out");
      }
    }
  }

  private String line(String inBuilder) {
    return lines.entrySet().stream()
        .filter(line -> line.getKey().inBuilder().equals(inBuilder))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(where);
  }

  // As the file spells the bounds, and without the code, which the message around it has.
  private static String inFile(ConfigurationException e) {
    String text = String.valueOf(e.getMessage());
    text = text.substring(text.indexOf(": ") + 2);
    for (PolicyKey key : PolicyKey.values()) {
      text = text.replace(key.inBuilder(), key.toString());
    }
    return text;
  }
}
