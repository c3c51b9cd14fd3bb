/** The command {@code obs}. */
module io.streamobs.cli {
  requires io.streamobs.assets;
  requires io.streamobs.core;
  requires io.streamobs.retention;
  requires static org.jspecify;
  requires info.picocli;
  requires tools.jackson.databind;

  opens io.streamobs.cli to
      info.picocli;
}
