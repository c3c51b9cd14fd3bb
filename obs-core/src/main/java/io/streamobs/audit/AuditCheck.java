package io.streamobs.audit;

import io.streamobs.internal.config.Checks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through an audit line by line.
 *
 * <p>Threads: one.
 */
final class AuditCheck implements AuditFile.Listener {

  private static final int MOST_PROBLEMS = 100;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final @Nullable AuditKey key;
  private final @Nullable String olderHead;
  private final List<String> problems = new ArrayList<>();
  private AuditHead head = AuditHead.NONE;
  private long lines;
  private long signed;
  private long problemCount;
  private boolean headFound;

  private AuditCheck(@Nullable AuditKey key, @Nullable String olderHead) {
    this.key = key;
    this.olderHead = olderHead;
  }

  /**
   * @param size of the file when nobody was at it
   */
  static AuditVerification of(
      AuditFile file, long size, @Nullable AuditKey key, @Nullable String olderHead)
      throws IOException {
    if (olderHead != null && !HASH.matcher(olderHead).matches()) {
      throw Checks.bad("head", olderHead, "give the 64 hexadecimal digits of an audit's head");
    }
    AuditCheck check = new AuditCheck(key, olderHead);
    long torn = file.read(size, check);
    return check.end(torn);
  }

  @Override
  public void line(String text) {
    lines++;
    AuditLine line = AuditLine.parse(text);
    if (line == null) {
      problem("is not of the form of an entry");
      return;
    }
    if (!line.isSound()) {
      problem("is not as it was written: its hash is that of something else");
    }
    if (line.n() != head.n() + 1) {
      problem("has the number " + line.n() + " behind " + head.n() + ": removed, moved or added");
    } else if (!line.prev().equals(head.hash())) {
      problem("does not follow the line before it, which is another one than it was");
    } else if (Math.abs(line.open() - head.open()) > 1) {
      problem("counts " + line.open() + " open deletions behind " + head.open());
    }
    signature(line);
    headFound |= line.hash().equals(olderHead);
    head = line.head();
  }

  private void signature(AuditLine line) {
    if (line.hmac() != null && signed++ == 0 && lines > 1 && key != null) {
      problem("is signed, and those before it are not: anybody may have written them");
    }
    if (line.hmac() == null && signed > 0) {
      problem("is not signed, and lines before it are");
    } else if (line.hmac() != null && key != null && !line.isSignedBy(key)) {
      problem("is not signed with this key");
    }
  }

  private AuditVerification end(long torn) {
    if (torn > 0) {
      problemOfAll(
          "behind the last line are "
              + torn
              + " bytes of another one, which a crash cut, or somebody; the next entry removes them");
    }
    if (key != null && signed == 0 && lines > 0) {
      problemOfAll("the audit is not signed at all, and there is a key");
    }
    if (olderHead != null && !headFound && !olderHead.equals(AuditHead.NONE.hash())) {
      problemOfAll("the audit has no entry " + olderHead + ": it was shortened, or written anew");
    }
    return new AuditVerification(lines, signed, head, problems, problemCount);
  }

  private void problem(String what) {
    problemOfAll("line " + lines + " " + what);
  }

  private void problemOfAll(String what) {
    problemCount++;
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(what);
    }
  }
}
