package io.streamobs.testkit;

import io.streamobs.testkit.AuditLines.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts an audit's hashes and deletions again; shares no code with what wrote them.
 *
 * <p>Threads: one.
 */
final class AuditChain {

  /** What the first line follows. */
  static final String NONE = "0".repeat(64);

  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"hash\":\"([0-9a-f]{64})\",(\"hmac\":\"[0-9a-f]{64}\",)?(\"n\":.*)", Pattern.DOTALL);

  private final List<String> problems = new ArrayList<>();
  private String hash = NONE;
  private long open;
  private boolean signed;

  private AuditChain() {}

  /** What is wrong, each with its line. */
  static List<String> problems(AuditLines audit) {
    AuditChain chain = new AuditChain();
    audit.lines().forEach(chain::follow);
    if (audit.lines().isEmpty()) {
      chain.problems.add("there is no entry");
    }
    if (!audit.torn().isEmpty()) {
      chain.problems.add("behind the last line are " + audit.torn().length() + " characters");
    }
    return chain.problems;
  }

  private void follow(Line line) {
    for (String violation : LogSchema.ofAuditLines().violations(line.text())) {
      problem(line, violation);
    }
    Matcher form = FORM.matcher(line.text());
    if (!form.matches()) {
      problem(line, "does not begin with hash, hmac and n");
      return;
    }
    expect(line, "n", (long) line.number());
    expect(line, "prev", hash);
    open = Math.max(0, open + opens(line));
    expect(line, "open", open);
    hash = form.group(1);
    boolean isSigned = form.group(2) != null;
    if (signed && !isSigned) {
      problem(line, "is not signed, and lines before it are");
    }
    signed |= isSigned;
    byte[] content = ("{" + form.group(3)).getBytes(StandardCharsets.UTF_8);
    if (!BundleAudit.sha256(content).equals(hash)) {
      problem(line, "its hash is that of something else");
    }
  }

  private static int opens(Line line) {
    return switch (String.valueOf(line.field("action"))) {
      case "purge_intended" -> 1;
      case "purge_done", "purge_failed" -> -1;
      default -> 0;
    };
  }

  private void expect(Line line, String name, Object expected) {
    Object is = line.member(name);
    if (!Objects.equals(is, expected)) {
      problem(line, name + " is " + is + " and should be " + expected);
    }
  }

  private void problem(Line line, String what) {
    problems.add("line " + line.number() + ": " + what);
  }
}
