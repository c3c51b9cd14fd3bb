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
    description = {
      "Reads all files of a bundle, and says which are not as they were left: changed, missing, or"
          + " new.",
      "Of an export, packed or unpacked, it reads the bag's lists too, and of a ZIP whether it is"
          + " one that all programs unpack alike. Nothing is unpacked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs run verify --stream S --run R",
      "  obs run verify run.zip",
      "  obs run verify --json run.zip | jq '.problems[]'"
    })
final class RunVerify extends Verb {

  @Mixin private final RunChoice choice = new RunChoice();

  @Parameters(
      paramLabel = "FILE|DIR",
      arity = "0..1",
      description =
          "An export, or the folder of a bundle or of an unpacked export, instead of a run in the home.")
  private @Nullable Path named;

  @Override
  public Integer call() {
    Path asked = named;
    Path bundle = asked != null ? asked : choice.one(home()).path();
    if (!Files.isDirectory(bundle) && !Files.isRegularFile(bundle)) {
      throw CliException.badInput(CliErrors.NOT_FOUND, bundle + " is neither a file nor a folder");
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
