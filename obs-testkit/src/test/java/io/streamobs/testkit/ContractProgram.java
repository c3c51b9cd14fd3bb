package io.streamobs.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a contract in a process of its own, for sinks that have the process's only medium. */
final class ContractProgram {

  private ContractProgram() {}

  /**
   * @param arguments the suite's class, and the file for what it has to say
   */
  public static void main(String[] arguments) throws Exception {
    Class<?> suite = Class.forName(arguments[0]);
    List<String> report = new ArrayList<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .execute()
        .testEvents()
        .finished()
        .stream()
        .forEach(event -> report.add(line(event)));
    Files.write(Path.of(arguments[1]), report);
  }

  private static String line(Event event) {
    TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
    String why = result.getThrowable().map(thrown -> " " + thrown).orElse("");
    return result.getStatus()
        + " "
        + event.getTestDescriptor().getDisplayName()
        + why.replace("\n", "\\n");
  }
}
