package io.streamobs.cli;

import io.streamobs.assets.BundleExport;
import io.streamobs.assets.UnsoundBundleException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code obs run export}. */
@Command(
    name = "export",
    description = {
      "Makes one file of a run's bundle, to send or to keep: a ZIP that is a bag (BagIt 1.0) with"
          + " the bundle under data/ and a description of the run as an RO-Crate.",
      "The run is over, its bundle is as it was left, and FILE is not there yet; else nothing is"
          + " written. The same bundle makes the same bytes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  obs run export --run R --out run.zip",
      "  obs run verify run.zip",
      "  unzip run.zip && cd */data && sha256sum -c checksums.sha256"
    })
final class RunExport extends Verb {

  @Mixin private final RunChoice choice = new RunChoice();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The ZIP to write, outside of the bundle.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    Path zip = Objects.requireNonNull(out);
    BundleExport done = export(choice.one(home()).path(), zip);
    if (asJson()) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("path", zip.toString());
      json.put("files", done.files());
      json.put("bytes", done.bytes());
      json.put("zip_bytes", done.zipBytes());
      json.put("sha256", done.sha256());
      print(json);
    } else {
      out()
          .printf(
              "%s: %d files, %d bytes in %d, sha256 %s%n",
              zip, done.files(), done.bytes(), done.zipBytes(), done.sha256());
    }
    return 0;
  }

  private static BundleExport export(Path bundle, Path zip) {
    try {
      return BundleExport.write(bundle, zip);
    } catch (UnsoundBundleException e) {
      throw CliException.wrong(
          CliErrors.UNSOUND, e.getMessage() + "; obs run verify " + bundle + " says all");
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw CliException.badInput(CliErrors.NOT_EXPORTED, "not exported: " + e.getMessage());
    } catch (IOException e) {
      throw CliException.cannot(CliErrors.NOT_EXPORTED, "not exported: " + e.getMessage());
    }
  }
}
