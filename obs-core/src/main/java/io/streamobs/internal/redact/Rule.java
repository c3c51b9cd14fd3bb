package io.streamobs.internal.redact;

import java.util.Locale;

/** Why a text was withheld; the name stands in its place and in the counters. */
public enum Rule {
  /** A field whose name means a secret. */
  SECRET_FIELD,
  /** {@code name=value} or {@code name: value} in a text, where the name means a secret. */
  SECRET_VALUE,
  /** The credential of an HTTP authorization scheme. */
  AUTHORIZATION,
  /** User and password in a URL. */
  URL_CREDENTIALS,
  /** The last part of an ingest URL, which is the key to publish under it. */
  STREAM_KEY,
  /** A JSON web token. */
  JWT,
  /** A private key in PEM armour. */
  PRIVATE_KEY,
  /** A token with the well-known prefix of a cloud or code-hosting service. */
  SERVICE_TOKEN,
  /** Encoded binary content. */
  PAYLOAD;

  private final String json = name().toLowerCase(Locale.ROOT);
  private final String replacement = "[redacted:" + json + "]";

  /** The name in counters. */
  public String json() {
    return json;
  }

  /** What stands in the place of the withheld text. */
  public String replacement() {
    return replacement;
  }
}
