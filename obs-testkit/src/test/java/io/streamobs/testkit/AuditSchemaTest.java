package io.streamobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class AuditSchemaTest {

  private static final String TIME = "2026-01-01T00:00:00Z";

  private static List<String> violations(Map<String, Object> entry) {
    return violations(entry, Map.of());
  }

  private static List<String> violations(Map<String, Object> entry, Map<String, Object> changed) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("hash", "a".repeat(64));
    line.put("n", 1);
    line.put("prev", "0".repeat(64));
    line.put("open", 0);
    line.put("entry", entry);
    line.putAll(changed);
    return LogSchema.ofAuditLines().violations(new JsonMapper().writeValueAsString(line));
  }

  private static Map<String, Object> entry(String action) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("ts", TIME);
    entry.put("action", action);
    entry.put("actor", "ada");
    entry.put("reason", "INC-4711");
    return entry;
  }

  private static Map<String, Object> with(Map<String, Object> entry, Object... fields) {
    Map<String, Object> more = new LinkedHashMap<>(entry);
    for (int i = 0; i < fields.length; i += 2) {
      more.put((String) fields[i], fields[i + 1]);
    }
    return more;
  }

  private static Map<String, Object> without(Map<String, Object> entry, String name) {
    Map<String, Object> fewer = new LinkedHashMap<>(entry);
    fewer.remove(name);
    return fewer;
  }

  private static Map<String, Object> purge(String action) {
    return with(
        entry(action), "purge", "0123456789abcdef", "kind", "log_file", "id", "a", "part", "all");
  }

  private static Map<String, Object> intended() {
    return with(
        purge("purge_intended"), "rule", "max-age", "bytes", 1, "newest", TIME, "owner", "17-4711");
  }

  private static Map<String, Object> done() {
    return with(purge("purge_done"), "files", 1, "bytes", 1);
  }

  private static Map<String, Object> failed() {
    return with(purge("purge_failed"), "cause", "java.io.IOException");
  }

  static Stream<Map<String, Object>> valid() {
    return Stream.of(
        entry("capture_allowed"),
        intended(),
        with(intended(), "streamId", "stream-42", "manifest_sha256", "ab", "count", 3),
        done(),
        with(done(), "resumed", true),
        failed(),
        with(entry("run_pinned"), "streamId", "s", "runId", "r", "until", TIME),
        with(entry("run_unpinned"), "streamId", "s", "runId", "r"),
        with(entry("pin_expired"), "id", "s/r"),
        with(entry("audit_repaired"), "cut_bytes", 7, "cut_sha256", "0".repeat(64)));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void valid_entries(Map<String, Object> entry) {
    assertThat(violations(entry)).isEmpty();
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        of("no time", without(entry("a"), "ts")),
        of("time without zone", with(entry("a"), "ts", "2026-01-01T00:00:00")),
        of("time of another zone", with(entry("a"), "ts", "2026-01-01T00:00:00+01:00")),
        of("no actor", without(entry("a"), "actor")),
        of("no reason", without(entry("a"), "reason")),
        of("action in camel case", entry("runPinned")),
        of("an object", with(entry("a"), "details", Map.of())),
        of("a fraction", with(entry("a"), "share", 0.5)),
        of("purge of another form", with(done(), "purge", "../x")),
        of("purge without a kind", without(done(), "kind")),
        of("purge without an id", without(failed(), "id")),
        of("purge of another part", with(done(), "part", "half")),
        of("purge of no end", purge("purge_begun")),
        of("intended without a rule", without(intended(), "rule")),
        of("intended without bytes", without(intended(), "bytes")),
        of("intended by nobody", with(intended(), "owner", "me")),
        of("done without files", without(done(), "files")),
        of("done with fewer than none", with(done(), "bytes", -1)),
        of("failed without a cause", without(failed(), "cause")),
        of("pinned for ever", with(entry("run_pinned"), "streamId", "s", "runId", "r")),
        of("unpinned, no run", entry("run_unpinned")),
        of("expired, no pin", entry("pin_expired")),
        of("repaired, nothing cut", entry("audit_repaired")));
  }

  private static Arguments of(String what, Map<String, Object> entry) {
    return Arguments.of(what, entry);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void invalid_entry_isFound(String what, Map<String, Object> entry) {
    assertThat(violations(entry)).as(what).isNotEmpty();
  }

  static Stream<Map<String, Object>> invalidLines() {
    return Stream.of(
        Map.of("hash", "A".repeat(64)),
        Map.of("hmac", "ab"),
        Map.of("n", 0),
        Map.of("prev", ""),
        Map.of("open", -1),
        Map.of("more", true));
  }

  @ParameterizedTest
  @MethodSource("invalidLines")
  void invalid_line_isFound(Map<String, Object> changed) {
    assertThat(violations(entry("a"), changed)).isNotEmpty();
  }
}
