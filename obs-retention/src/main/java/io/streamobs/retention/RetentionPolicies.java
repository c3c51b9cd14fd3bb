package io.streamobs.retention;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionRules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much a home keeps, by kind of what is stored.
 *
 * <pre>{@code
 * RetentionPolicy runs = RetentionPolicy.builder().maxAge(Duration.ofDays(30)).keepLast(3).build();
 * RetentionPolicies.builder()
 *     .runBundles(runs)
 *     .runBundles("stream-42", runs.toBuilder().maxAge(Duration.ofDays(90)).build())
 *     .minFreeBytes(5L << 30)
 *     .build();
 * }</pre>
 *
 * <p>Immutable.
 */
public final class RetentionPolicies {

  /** What run bundles are called in policy files, plans and the audit. */
  public static final String RUN_BUNDLE = "run_bundle";

  /** What log files are called there. */
  public static final String LOG_FILE = "log_file";

  /** What sessions in the store of events are called there. */
  public static final String SESSION = "session";

  private final Map<String, RetentionRules> rules;
  private final @Nullable Long minFreeBytes;

  private RetentionPolicies(Map<String, RetentionRules> rules, @Nullable Long minFreeBytes) {
    this.rules = Map.copyOf(rules);
    this.minFreeBytes = minFreeBytes;
  }

  /** Nothing is bounded yet. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a policy file.
   *
   * @throws ConfigurationException when it cannot be read, or has a line that cannot be used; the
   *     message names it
   */
  public static RetentionPolicies read(Path file) {
    return PolicyFile.read(file);
  }

  /** By kind. */
  public Map<String, RetentionRules> rules() {
    return rules;
  }

  /** How much of the home's disk stays free; null where nobody cares. */
  public @Nullable Long minFreeBytes() {
    return minFreeBytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RetentionPolicies that
        && rules.equals(that.rules)
        && Objects.equals(minFreeBytes, that.minFreeBytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rules, minFreeBytes);
  }

  @Override
  public String toString() {
    return "retention policies: " + rules + (minFreeBytes == null ? "" : ", min " + minFreeBytes);
  }

  /** Policies. Every method fails fast with {@link ConfigurationException}. Threads: one. */
  public static final class Builder {

    private final Map<String, RetentionPolicy> policies = new LinkedHashMap<>();
    private final Map<String, Map<String, RetentionPolicy>> streams = new LinkedHashMap<>();
    private @Nullable Long minFreeBytes;

    private Builder() {}

    /** What is kept of the bundles of all runs. Default: all of it. */
    public Builder runBundles(RetentionPolicy policy) {
      return kind(RUN_BUNDLE, policy);
    }

    /** The same for a stream; see {@link RetentionRules} for what then holds of both. */
    public Builder runBundles(String streamId, RetentionPolicy policy) {
      return kind(RUN_BUNDLE, streamId, policy);
    }

    /**
     * What is kept of the log files under {@code logs/} in the home, of all names together. Their
     * own bounds hold beside it. Default: what those say.
     */
    public Builder logFiles(RetentionPolicy policy) {
      return kind(LOG_FILE, policy);
    }

    /** What is kept of the sessions in the store of events. Default: all of it. */
    public Builder sessions(RetentionPolicy policy) {
      return kind(SESSION, policy);
    }

    /**
     * What is kept of a kind.
     *
     * @param kind as a {@link io.streamobs.spi.RetentionTarget} calls it
     */
    public Builder kind(String kind, RetentionPolicy policy) {
      policies.put(checked("kind", kind), checked(kind, policy));
      return this;
    }

    /** The same for a stream. */
    public Builder kind(String kind, String streamId, RetentionPolicy policy) {
      streams
          .computeIfAbsent(checked("kind", kind), k -> new LinkedHashMap<>())
          .put(checked("stream", streamId), checked(kind, policy));
      return this;
    }

    /**
     * How much of the home's disk stays free: where less is, the oldest of all kinds that have a
     * policy go. Above zero. Default: nobody looks.
     */
    public Builder minFreeBytes(long bytes) {
      if (bytes <= 0) {
        throw bad("minFreeBytes", bytes, "give a size above 0, such as 5GB");
      }
      minFreeBytes = bytes;
      return this;
    }

    /**
     * @throws ConfigurationException when there is no policy
     */
    public RetentionPolicies build() {
      Map<String, RetentionRules> rules = new LinkedHashMap<>();
      policies.forEach(
          (kind, policy) ->
              rules.put(kind, new RetentionRules(policy, streams.getOrDefault(kind, Map.of()))));
      streams.forEach(
          (kind, own) -> rules.computeIfAbsent(kind, k -> new RetentionRules(null, own)));
      if (rules.isEmpty()) {
        throw bad("retention policies", "empty", "give a policy for a kind, such as run_bundle");
      }
      return new RetentionPolicies(rules, minFreeBytes);
    }

    private static <T> T checked(String key, @Nullable T value) {
      if (value == null || value.toString().isBlank()) {
        throw bad(key, value, "give one");
      }
      return value;
    }

    private static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
      return new ConfigurationException(ObsErrors.BAD_POLICY, key, value, remedy);
    }
  }
}
