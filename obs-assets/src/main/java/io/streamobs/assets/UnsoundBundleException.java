package io.streamobs.assets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A bundle is not as it was left, and must not pass for it. */
public final class UnsoundBundleException extends IOException {

  private static final long serialVersionUID = 1L;
  private static final int MOST_NAMED = 3;

  private final transient BundleVerification verification;

  UnsoundBundleException(Path bundle, BundleVerification verification) {
    super(bundle + " is not as it was left: " + first(verification));
    this.verification = verification;
  }

  private static String first(BundleVerification verification) {
    List<String> problems = verification.problems();
    String named = String.join("; ", problems.subList(0, Math.min(MOST_NAMED, problems.size())));
    long more = verification.problemCount() - MOST_NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }

  /** What was found. */
  public BundleVerification verification() {
    return verification;
  }
}
