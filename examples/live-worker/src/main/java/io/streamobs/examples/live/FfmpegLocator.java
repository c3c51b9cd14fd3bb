package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds an ffmpeg that starts: the one on the PATH, else the one that came along in a jar. */
public final class FfmpegLocator {
  private static final Logger log = LoggerFactory.getLogger(FfmpegLocator.class);

  /** A static build for Linux on amd64, in ws.schild:jave-nativebin-linux64. */
  static final String BUNDLED = "/ws/schild/jave/nativebin/ffmpeg-amd64";

  private static final Pattern VERSION = Pattern.compile("ffmpeg version \\S+");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String searchPath;
  private final String resource;
  private final Path toolsDirectory;

  FfmpegLocator(String searchPath, String resource, Path toolsDirectory) {
    this.searchPath = searchPath;
    this.resource = resource;
    this.toolsDirectory = toolsDirectory;
  }

  /**
   * The program, if there is one.
   *
   * @param toolsDirectory where the one that came along is unpacked
   */
  public static Optional<Path> program(Path toolsDirectory) {
    return ofSystem(toolsDirectory).any().map(Ffmpeg::program);
  }

  static FfmpegLocator ofSystem(Path toolsDirectory) {
    String searchPath = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return new FfmpegLocator(searchPath, BUNDLED, toolsDirectory);
  }

  private Optional<Ffmpeg> any() {
    return onPath().or(this::bundled);
  }

  Ffmpeg find() throws DemoFailure {
    return any()
        .orElseThrow(
            () ->
                new DemoFailure(
                    LiveErrors.FFMPEG_MISSING,
                    "There is no ffmpeg on the PATH, and the one that comes along does not run here"
                        + " (it is for Linux on amd64). Install ffmpeg and try again."));
  }

  private Optional<Ffmpeg> onPath() {
    return Stream.of(searchPath.split(File.pathSeparator, -1))
        .filter(directory -> !directory.isBlank())
        .flatMap(directory -> Stream.of("ffmpeg", "ffmpeg.exe").map(name -> directory + "/" + name))
        .flatMap(FfmpegLocator::path)
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .flatMap(program -> probe(program).stream())
        .findFirst();
  }

  private static Stream<Path> path(String name) {
    try {
      return Stream.of(Path.of(name));
    } catch (InvalidPathException e) {
      return Stream.empty();
    }
  }

  private Optional<Ffmpeg> bundled() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    try {
      Path program = toolsDirectory.resolve("ffmpeg-bundled").toAbsolutePath();
      return Files.isExecutable(program) || extract(program) ? probe(program) : Optional.empty();
    } catch (IOException e) {
      log.warn("Could not unpack the ffmpeg that comes along into {}", toolsDirectory, e);
      return Optional.empty();
    }
  }

  /** Only a whole file gets the final name, so that two workers may do this at once. */
  private boolean extract(Path program) throws IOException {
    try (InputStream packed = FfmpegLocator.class.getResourceAsStream(resource)) {
      if (packed == null) {
        return false;
      }
      Files.createDirectories(toolsDirectory);
      Path part = Files.createTempFile(toolsDirectory, "ffmpeg-", ".part");
      try {
        Files.copy(packed, part, StandardCopyOption.REPLACE_EXISTING);
        return part.toFile().setExecutable(true)
            && Files.exists(Files.move(part, program, StandardCopyOption.ATOMIC_MOVE));
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }

  /** A file that is executable may still be for another machine: only a start tells. */
  private static Optional<Ffmpeg> probe(Path program) {
    Path here = Path.of("").toAbsolutePath();
    try (FfmpegProcess process =
        FfmpegProcess.start(here, List.of(program.toString(), "-version"))) {
      process.killAfter(PATIENCE);
      String said = new String(process.output().readAllBytes(), UTF_8);
      return process.await() == 0
          ? Optional.of(new Ffmpeg(program, version(said)))
          : Optional.empty();
    } catch (IOException e) {
      log.warn("{} does not start", program, e);
      return Optional.empty();
    }
  }

  private static String version(String said) {
    Matcher version = VERSION.matcher(said);
    return version.find() ? version.group() : "ffmpeg of unknown version";
  }
}
