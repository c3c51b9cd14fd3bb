package io.streamobs.assets.internal.verify;

import java.util.ArrayList;
import java.util.List;

/** What a verification found so far. */
public final class Findings {

  private static final int MOST_KEPT = 1_000;
  private static final int MOST_CHARS = 1_000;

  private final List<String> problems = new ArrayList<>();
  private long problemCount;
  private long files;
  private long bytes;

  /**
   * @param what one sentence; names in it may be anybody's and are shown on terminals
   */
  void problem(String what) {
    problemCount++;
    if (problems.size() < MOST_KEPT) {
      String cut = what.length() > MOST_CHARS ? what.substring(0, MOST_CHARS) + "…" : what;
      problems.add(cut.replaceAll("\\p{Cc}", "?"));
    }
  }

  /** A file was read. */
  void read(long size) {
    files++;
    bytes += size;
  }

  /** The first of the problems. */
  public List<String> problems() {
    return problems;
  }

  /** How many there are. */
  public long problemCount() {
    return problemCount;
  }

  /** How many files were read. */
  public long files() {
    return files;
  }

  /** How many bytes those have. */
  public long bytes() {
    return bytes;
  }
}
