package io.streamobs.spi;

/**
 * Makes identifiers. Any thread; must not block. Injected, so that a test knows them beforehand.
 */
public interface IdSource {

  /** A new opaque correlation id with 128 random bits. */
  String correlationId();

  /** A new run id, fit for a file name. */
  String runId(long epochMillis);

  /** A new span, not 0. */
  long span();
}
