package io.streamobs.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Appends to the audit of a home by several threads, in a process of its own. */
final class AuditProcess {

  private AuditProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < Integer.parseInt(arguments[2]); t++) {
      String actor = arguments[1] + "-" + t;
      threads.add(new Thread(() -> append(home, actor, Integer.parseInt(arguments[3]))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void append(Path home, String actor, int count) {
    try {
      for (int n = 0; n < count; n++) {
        AuditHead unused =
            Audit.of(home, null).append(AuditEntry.of("counted", actor, "x").with("number", n));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
