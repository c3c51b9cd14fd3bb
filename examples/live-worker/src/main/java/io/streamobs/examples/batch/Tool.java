package io.streamobs.examples.batch;

import io.streamobs.Stage;
import io.streamobs.ToolOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that stages run; what it says goes into the stage's log. */
record Tool(Path program) {

  /**
   * @throws IOException also where it ends with anything but 0
   */
  void run(Stage stage, String... arguments) throws IOException {
    String name = String.valueOf(program.getFileName());
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (ToolOutput said = stage.follow(name, process.getInputStream())) {
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(name + " ended with exit code " + exitCode + "; see its output");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + name + " ran");
    } finally {
      process.destroyForcibly();
    }
  }
}
