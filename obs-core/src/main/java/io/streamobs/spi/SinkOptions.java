package io.streamobs.spi;

import io.streamobs.FieldNaming;
import io.streamobs.internal.config.Checks;
import org.jspecify.annotations.Nullable;

/**
 * How a sink is attached.
 *
 * @param naming the names of the contract fields in its lines
 * @param bufferBytes the space for lines that it has not taken yet
 * @param origin the front end that it belongs to, or null to take the records of all; see {@link
 *     CapturedRecord#origin()}
 */
public record SinkOptions(FieldNaming naming, int bufferBytes, @Nullable Object origin) {

  /** A MiB: some 2,000 lines. */
  public static final int DEFAULT_BUFFER_BYTES = 1 << 20;

  /**
   * @throws io.streamobs.ConfigurationException when {@code bufferBytes} is not from 64 KiB to 1
   *     GiB
   */
  public SinkOptions {
    Checks.range("sink buffer bytes", bufferBytes, 1 << 16, 1 << 30);
  }

  /** Canonical names, 1 MiB, records of every front end. */
  public static SinkOptions ofDefaults() {
    return new SinkOptions(FieldNaming.canonical(), DEFAULT_BUFFER_BYTES, null);
  }

  public SinkOptions withNaming(FieldNaming newNaming) {
    return new SinkOptions(newNaming, bufferBytes, origin);
  }

  public SinkOptions withBufferBytes(int bytes) {
    return new SinkOptions(naming, bytes, origin);
  }
}
