package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class in a process of its own, on the JDK and the class path of this one. */
final class JavaProcess {

  /**
   * The same heap for all, and all of it touched before anything is measured: else the first touch
   * of each page is most of a contender's tail.
   */
  static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

  private JavaProcess() {}

  static ProcessBuilder of(Class<?> main, List<String> jvm, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }

  /**
   * The last line that it prints.
   *
   * @throws IOException when it fails, with all that it printed
   */
  static String output(Class<?> main, List<String> jvm, String... args)
      throws IOException, InterruptedException {
    Process process = of(main, jvm, args).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(main.getSimpleName() + " failed: " + output);
    }
    return output.substring(output.lastIndexOf('\n') + 1);
  }
}
