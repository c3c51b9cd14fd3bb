package io.streamobs.cli;

import io.streamobs.assets.BundleRebuild;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code obs run rebuild}. */
@Command(
    name = "rebuild",
    description = "Makes a bundle's manifests, indexes and checksums again, out of its journals.")
final class RunRebuild extends Verb {

  @Mixin private final RunChoice choice = new RunChoice();

  @Override
  public Integer call() {
    Home home = home();
    Path bundle = choice.folder(home);
    BundleRebuild done;
    try {
      done = BundleRebuild.of(home.path(), bundle);
    } catch (IOException e) {
      throw CliException.cannot(
          CliErrors.UNREADABLE, "the bundle could not be made again: " + e.getMessage());
    }
    if (asJson()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("path", bundle.toString());
      json.put("journals", done.journals());
      json.put("lines", done.lines());
      json.put("damaged", done.damaged());
      print(json);
    } else {
      out()
          .printf(
              "%s: made again of %d journals with %d lines, %d of them damaged%n",
              bundle, done.journals(), done.lines(), done.damaged());
    }
    return done.damaged() == 0 ? 0 : 1;
  }
}
