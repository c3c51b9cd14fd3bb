package io.streamobs.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** All that is wrong with a log of any length: the first findings, and how many there are. */
final class Findings {

  private static final int MOST = 20;

  private final List<Finding> first = new ArrayList<>();
  private long count;

  void add(Finding finding) {
    if (++count <= MOST) {
      first.add(finding);
    }
  }

  void addAll(Collection<Finding> findings) {
    findings.forEach(this::add);
  }

  void addAll(Findings others) {
    others.first.forEach(this::add);
    count += others.count - others.first.size();
  }

  List<Finding> first() {
    return first;
  }

  long count() {
    return count;
  }
}
