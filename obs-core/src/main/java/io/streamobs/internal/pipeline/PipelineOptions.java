package io.streamobs.internal.pipeline;

import io.streamobs.Overflow;
import io.streamobs.internal.config.Checks;
import io.streamobs.internal.config.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * What a pipeline is built with.
 *
 * @param name for its thread
 * @param capacity records that may wait; rounded up to a power of two
 * @param textChars where texts are cut
 * @param secretWords more words that make a field's name a secret's
 * @param healthEvery after how long each it reports its health; zero for never
 * @param jmx whether its health can be looked at through JMX
 * @param overflow what becomes of a record that finds no room
 */
public record PipelineOptions(
    String name,
    int capacity,
    int textChars,
    Set<String> secretWords,
    Duration healthEvery,
    boolean jmx,
    Overflow overflow) {

  public static final int DEFAULT_CAPACITY = 8_192;
  public static final int DEFAULT_TEXT_CHARS = 16_384;

  private static final Duration DEFAULT_HEALTH = Duration.ofMinutes(1);
  private static final int LEAST_CAPACITY = 64;
  private static final int MOST_CAPACITY = 1 << 20;
  private static final int LEAST_TEXT = 256;
  private static final int MOST_TEXT = 1 << 20;

  public PipelineOptions {
    Checks.range("queueCapacity", capacity, LEAST_CAPACITY, MOST_CAPACITY);
    Checks.range("textChars", textChars, LEAST_TEXT, MOST_TEXT);
    capacity = Integer.highestOneBit(capacity - 1) << 1;
    secretWords = Set.copyOf(secretWords);
  }

  /** With what the settings from outside say, and their names in what is wrong with them. */
  public static PipelineOptions of(String name, Settings settings) {
    int capacity = settings.number("obs.queue.capacity", DEFAULT_CAPACITY);
    int chars = settings.number("obs.text.chars", DEFAULT_TEXT_CHARS);
    Checks.range(settings.where("obs.queue.capacity"), capacity, LEAST_CAPACITY, MOST_CAPACITY);
    Checks.range(settings.where("obs.text.chars"), chars, LEAST_TEXT, MOST_TEXT);
    return new PipelineOptions(
        name,
        capacity,
        chars,
        settings.words("obs.redact.words"),
        settings.interval("obs.health.interval", DEFAULT_HEALTH),
        settings.flag("obs.jmx", true),
        overflow(settings));
  }

  private static Overflow overflow(Settings settings) {
    String key = "obs.queue.overflow";
    String name = settings.text(key, Overflow.DROP.name());
    for (Overflow one : Overflow.values()) {
      if (one.name().equalsIgnoreCase(name)) {
        return one;
      }
    }
    throw Checks.bad(settings.where(key), name, "give drop or wait");
  }

  /** The same with another capacity. */
  public PipelineOptions withCapacity(int records) {
    return new PipelineOptions(name, records, textChars, secretWords, healthEvery, jmx, overflow);
  }

  /** The same with another time between two reports of its health. */
  public PipelineOptions withHealthEvery(Duration every) {
    return new PipelineOptions(name, capacity, textChars, secretWords, every, jmx, overflow);
  }

  /** The same with something else for records that find no room. */
  public PipelineOptions withOverflow(Overflow other) {
    return new PipelineOptions(name, capacity, textChars, secretWords, healthEvery, jmx, other);
  }
}
