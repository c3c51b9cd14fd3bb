package io.streamobs.cli;

import io.streamobs.assets.BundleVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code obs run verify}. */
@Command(
    name = "verify",
    description = "Reads all files of a bundle, and says which are not as they were left.")
final class RunVerify extends Verb {

  @Mixin private final RunChoice choice = new RunChoice();

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The bundle's folder, instead of one in the home.")
  private @Nullable Path folder;

  @Override
  public Integer call() {
    Path asked = folder;
    Path bundle = asked != null ? asked : choice.one(home()).path();
    if (!Files.isDirectory(bundle)) {
      throw CliException.badInput(CliErrors.NOT_FOUND, bundle + " is no folder");
    }
    BundleVerification found = verify(bundle);
    if (asJson()) {
      print(json(bundle, found));
    } else {
      found.problems().forEach(out()::println);
      out()
          .printf(
              "%s: %d files, %d bytes, %s%n",
              bundle, found.files(), found.bytes(), found.isSound() ? "sound" : "not sound");
    }
    return found.isSound() ? 0 : 1;
  }

  private static BundleVerification verify(Path bundle) {
    try {
      return BundleVerification.of(bundle);
    } catch (IOException e) {
      throw CliException.cannot(CliErrors.UNREADABLE, bundle + " could not be read: " + e);
    }
  }

  private static ObjectNode json(Path bundle, BundleVerification found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", bundle.toString());
    json.put("sound", found.isSound());
    json.put("files", found.files());
    json.put("bytes", found.bytes());
    json.put("problem_count", found.problemCount());
    found.problems().forEach(json.putArray("problems")::add);
    return json;
  }
}
