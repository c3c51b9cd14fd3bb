package io.streamobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A container that loads an application again and again must get rid of it each time. */
@Timeout(120)
class UnloadTest {

  // A container's, which live on.
  final ExecutorService pool = Executors.newFixedThreadPool(1);

  @Test
  void applicationThatEnds_leavesNoThread_andItsClassesCanGo() throws Exception {
    PrintStream out = System.out;
    WeakReference<ClassLoader> loader;
    pool.submit(() -> {}).get(); // its thread is the container's, also by whom it inherits from
    try {
      System.setOut(new PrintStream(PrintStream.nullOutputStream()));
      loader = runGuest();
    } finally {
      System.setOut(out);
    }
    Awaitility.await().untilAsserted(() -> assertThat(threads()).isEmpty());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.get()).isNull();
            });
    pool.shutdown();
  }

  private WeakReference<ClassLoader> runGuest() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(classPath(), platform())) {
      Thread.currentThread().setContextClassLoader(loader);
      Class<?> guest = loader.loadClass(Guest.class.getName());
      assertThat(guest.getClassLoader()).isSameAs(loader);
      ((Runnable) guest.getConstructor(ExecutorService.class).newInstance(pool)).run();
      return new WeakReference<>(loader);
    } finally {
      Thread.currentThread().setContextClassLoader(UnloadTest.class.getClassLoader());
    }
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static URL[] classPath() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("obs-"))
        .toList();
  }
}
