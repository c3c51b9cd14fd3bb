package io.streamobs.assets;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A disk that looks at bundles that are taken away: whether they are whole, and stay as they are.
 */
class WitnessDisk extends ForwardingDisk {

  private final Map<Path, List<String>> taken = new HashMap<>();
  private final List<Long> fragments = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int count;

  WitnessDisk() {
    super(Disk.LOCAL);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    super.rename(from, to);
    // One without a journal is young, and stays by any clock that is not ahead.
    if (Files.isDirectory(to) && !journals(to).isEmpty()) {
      count++;
      for (String problem : BundleVerification.of(to).problems()) {
        problems.add(problem + " in " + new Bundle(to).files());
      }
      List<String> journals = journals(to);
      taken.put(to, journals);
      for (Path journal : new Bundle(to).journals()) {
        fragments.addAll(CheckedJournal.read(journal).fragments());
      }
    }
  }

  private static List<String> journals(Path bundle) throws IOException {
    List<String> journals = new ArrayList<>();
    for (Path journal : new Bundle(bundle).journals()) {
      journals.add(Files.readString(journal));
    }
    return journals;
  }

  @Override
  public Deleted deleteAll(Path folder) throws IOException {
    List<String> before = taken.remove(folder);
    if (before != null && !before.equals(journals(folder))) {
      problems.add("somebody wrote into " + folder);
    }
    return super.deleteAll(folder);
  }

  int taken() {
    return count;
  }

  List<Long> fragments() {
    return fragments;
  }

  List<String> problems() {
    return problems;
  }
}
