package io.streamobs.spi.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void file_hasItsContent_andNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("manifest.json");
    AtomicFile.write(Disk.LOCAL, file, out -> out.write(utf8("one")));
    AtomicFile.write(
        Disk.LOCAL,
        file,
        out -> {
          out.write('t');
          out.write(utf8("wo".repeat(100_000)));
        });
    assertThat(file).hasContent("t" + "wo".repeat(100_000));
    assertThat(names()).containsExactly("manifest.json");
  }

  @Test
  void contentThatFails_leavesTheFileAsItWas() throws IOException {
    Path file = folder.resolve("manifest.json");
    AtomicFile.write(Disk.LOCAL, file, out -> out.write(utf8("before")));
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    Disk.LOCAL,
                    file,
                    out -> {
                      out.write(utf8("half"));
                      throw new IOException("no more");
                    }))
        .hasMessage("no more");
    assertThat(file).hasContent("before");
    assertThat(names()).containsExactly("manifest.json");
  }

  @Test
  void plantedLink_isReplaced_andNotFollowed() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "untouched");
    Path file = Files.createSymbolicLink(folder.resolve("manifest.json"), elsewhere);
    AtomicFile.write(Disk.LOCAL, file, out -> out.write(utf8("new")));
    assertThat(elsewhere).hasContent("untouched");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(file).hasContent("new");
  }

  @Test
  void stagingName_isKnownByItsForm() {
    Path staging = StagingPaths.beside(folder.resolve("manifest.json"));
    assertThat(StagingPaths.isStaging(staging.getFileName().toString())).isTrue();
    assertThat(StagingPaths.isStaging("manifest.json")).isFalse();
  }

  @Test
  void folders_areMade_butNotThroughALink() throws IOException {
    Path deep = folder.resolve("a/b/c");
    assertThat(HomeFolders.make(Disk.LOCAL, folder, deep)).isEqualTo(deep).isDirectory();
    assertThat(HomeFolders.make(Disk.LOCAL, folder, deep)).isDirectory();
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("link"), outside);
    assertThatThrownBy(() -> HomeFolders.make(Disk.LOCAL, folder, folder.resolve("link/inside")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is a link; move it away");
    assertThat(outside).isEmptyDirectory();
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> HomeFolders.make(Disk.LOCAL, folder, folder.resolve("file/inside")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("is not a folder");
  }
}
