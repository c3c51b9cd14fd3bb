package io.streamobs.assets.internal.retention;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Who a run is and how it ended, out of its manifest, of which no more is read than that takes. */
record ManifestHead(String streamId, String runId, String status, String outcome) {

  private static final Set<String> BAD = Set.of("failure", "unmarked");
  private static final Set<String> WANTED = Set.of("streamId", "runId", "status", "outcome");
  // Behind the outcome in each manifest.
  private static final String BEHIND = "started";
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * @throws IOException when there is none, or it is none
   */
  static ManifestHead read(Path manifest) throws IOException {
    try (InputStream in =
            Files.newInputStream(manifest, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        JsonParser parser = MAPPER.createParser(in)) {
      return read(parser);
    } catch (JacksonException e) {
      throw new FileSystemException(manifest.toString(), null, "is no manifest of a run");
    }
  }

  private static ManifestHead read(JsonParser parser) {
    Map<String, String> found = new TreeMap<>();
    parser.nextToken();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && WANTED.contains(name)) {
        found.put(name, parser.getString());
      } else if (name.equals(BEHIND)) {
        break;
      } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
        parser.skipChildren();
      }
    }
    return new ManifestHead(
        found.getOrDefault("streamId", ""),
        found.getOrDefault("runId", ""),
        found.getOrDefault("status", ""),
        found.getOrDefault("outcome", ""));
  }

  /** Whether it ended badly, or not at all, or nobody said how. */
  boolean failed() {
    return BAD.contains(outcome) || !status.equals("completed");
  }
}
