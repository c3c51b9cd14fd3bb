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
 * The JSON Schemas of lines, which stand in this jar as {@code
 * io/streamobs/schema/log-record.schema.json} and {@code audit-line.schema.json}. That of records
 * describes those with canonical field names.
 *
 * <pre>{@code
 * assertThat(LogSchema.ofRecords().violations(line)).isEmpty();
 * }</pre>
 *
 * <p>Threads: any. Failure: a line that is no JSON is a violation, not an exception.
 */
public final class LogSchema {

  private static final String FOLDER = "/io/streamobs/schema/";

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
    return Records.SCHEMA;
  }

  /** The schema of one line of a home's audit. */
  public static LogSchema ofAuditLines() {
    return AuditLines.SCHEMA;
  }

  /**
   * What is wrong with the line.
   *
   * @return one sentence for each violation, with the place in the line; empty where it is valid
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
    return (place.isEmpty() ? "the line" : place) + ": " + error.getMessage();
  }

  private static LogSchema read(String name) {
    try (InputStream in = LogSchema.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not in the testkit's jar");
      }
      return new LogSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Each read when it is first needed: a schema costs some hundred milliseconds.
  private static final class Records {
    static final LogSchema SCHEMA = read("log-record.schema.json");
  }

  private static final class AuditLines {
    static final LogSchema SCHEMA = read("audit-line.schema.json");
  }
}
