package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The schemas in {@code docs/schema}. */
final class Schemas {

  private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

  private Schemas() {}

  static void assertValid(String schema, List<JsonNode> documents) {
    for (JsonNode document : documents) {
      assertThat(READ.computeIfAbsent(schema, Schemas::read).validate(document))
          .as(() -> document.toPrettyString())
          .isEmpty();
    }
  }

  private static Schema read(String name) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().locale(Locale.ROOT).formatAssertionsEnabled(true).build();
    try {
      return SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
          .getSchema(Files.readString(Path.of("../docs/schema/" + name + ".schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
