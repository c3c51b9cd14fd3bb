package io.streamobs.testkit;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;

/**
 * The JSON Schema of log records, which stands in this jar as {@code
 * io/streamobs/schema/log-record.schema.json}. It describes records with canonical field names.
 *
 * <pre>{@code
 * assertThat(LogSchema.ofRecords().violations(line)).isEmpty();
 * }</pre>
 *
 * <p>Threads: any. Failure: a line that is no JSON is a violation, not an exception.
 */
public final class LogSchema {

  private static final String RESOURCE = "/io/streamobs/schema/log-record.schema.json";

  private final Schema schema;

  private LogSchema(String text) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder().locale(Locale.ROOT).formatAssertionsEnabled(true).build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    this.schema = registry.getSchema(text);
  }

  /** The schema of one line of a log. */
  public static LogSchema ofRecords() {
    return Holder.RECORDS;
  }

  /**
   * What is wrong with the line.
   *
   * @return one sentence for each violation, with the place in the record; empty where it is valid
   */
  public List<String> violations(String line) {
    try (ThreadBinding quiet = ThreadBinding.ofNobody()) {
      return schema.validate(Json.tree(line)).stream().map(LogSchema::sentence).distinct().toList();
    } catch (JacksonException e) {
      return List.of("not valid JSON: " + Json.problem(e));
    }
  }

  private static String sentence(Error error) {
    String place = error.getInstanceLocation().toString();
    return (place.isEmpty() ? "the record" : place) + ": " + error.getMessage();
  }

  // Read when it is first needed: a schema costs some hundred milliseconds.
  private static final class Holder {
    static final LogSchema RECORDS = new LogSchema(read());

    private static String read() {
      try (InputStream in = LogSchema.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is not in the testkit's jar");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
