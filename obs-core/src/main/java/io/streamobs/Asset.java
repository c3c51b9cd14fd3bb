package io.streamobs;

import io.streamobs.spi.Snapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a stage read, wrote or keeps, with what is to be said of it. What it consists of
 * is recorded only where the capture of contents is on.
 *
 * <pre>{@code
 * stage.output("audio", Asset.file(wav).with("format", "wav").with("sample_rate", 16_000));
 * stage.intermediate("pcm", Asset.file(pcm).kept("to hear what was measured", Duration.ofDays(3)));
 * }</pre>
 *
 * <p>Immutable. Failure: nothing throws; what is null is counted as misuse by the stage.
 */
public final class Asset {

  /** What a null stands for. */
  static final Asset NOTHING = new Asset(null, null, Map.of(), null, null);

  private static final int MOST_FIELDS = 64;

  private final @Nullable Path path;
  private final @Nullable Object content;
  private final Map<String, @Nullable Object> fields;
  private final @Nullable String why;
  private final @Nullable Duration keep;

  private Asset(
      @Nullable Path path,
      @Nullable Object content,
      Map<String, @Nullable Object> fields,
      @Nullable String why,
      @Nullable Duration keep) {
    this.path = path;
    this.content = content;
    this.fields = fields;
    this.why = why;
    this.keep = keep;
  }

  /**
   * A file. From the moment in which a stage is told of it nobody changes it; it may be deleted or
   * renamed, and is recorded as {@code gone} where that came before it was read.
   */
  public static Asset file(Path path) {
    return new Asset(path, null, Map.of(), null, null);
  }

  /** Something in memory. The array may be used again as soon as a stage was told of it. */
  public static Asset bytes(byte[] content) {
    return new Asset(null, content, Map.of(), null, null);
  }

  /** A text in memory. */
  public static Asset text(String content) {
    return new Asset(null, content, Map.of(), null, null);
  }

  /**
   * The same with one more thing to know about it.
   *
   * @param name such as {@code sample_rate}; up to 64 of them
   * @param value rendered now where it is mutable
   */
  public Asset with(String name, @Nullable Object value) {
    if (name == null || fields.size() >= MOST_FIELDS) {
      return this;
    }
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put(name, Snapshots.of(value));
    return new Asset(path, content, Collections.unmodifiableMap(more), why, keep);
  }

  /**
   * The same with what it is kept for, and for how long: for a retention policy, or a person, to
   * delete it then. Nothing does so by itself.
   *
   * @param reason for whoever wants to delete it
   * @param howLong from the end of the stage on
   */
  public Asset kept(String reason, Duration howLong) {
    return new Asset(path, content, fields, reason, howLong);
  }

  Asset keptFor(@Nullable String reason) {
    return new Asset(path, content, fields, reason, keep);
  }

  /** Where it is, if it is a file. */
  public @Nullable Path path() {
    return path;
  }

  /** What it consists of, if it is in memory: the array itself, not a copy. */
  public byte @Nullable [] bytes() {
    return content instanceof byte[] bytes ? bytes : null;
  }

  /** What it consists of, if it is a text in memory. */
  public @Nullable String text() {
    return content instanceof String text ? text : null;
  }

  /** Whether it is neither a file nor in memory: somebody gave null. */
  boolean isNothing() {
    return path == null && content == null;
  }

  /** What else is known about it. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  @Nullable String why() {
    return why;
  }

  @Nullable Duration keep() {
    return keep;
  }
}
