package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderLockTest {

  @TempDir Path folder;

  private final List<String> done = new ArrayList<>();

  private void work(@Nullable IOException trouble) {
    done.add(trouble == null ? "alone" : String.valueOf(trouble.getMessage()));
  }

  @Test
  void fileSystemWithoutLocks_stillHasItsWorkDone_whichIsTold() throws IOException {
    boolean ran =
        FolderLock.run(
            folder,
            channel -> {
              throw new IOException("No locks available");
            },
            this::work);
    assertThat(ran).isTrue();
    assertThat(done).containsExactly("No locks available");
  }

  @Test
  void lockOfSomebodyElse_isLeftToThem() throws IOException {
    assertThat(FolderLock.run(folder, channel -> null, this::work)).isFalse();
    assertThat(done).isEmpty();
  }

  @Test
  void workThatFails_letsTheLockGo_andIsNoTroubleWithIt() throws IOException {
    assertThatThrownBy(
            () ->
                FolderLock.run(
                    folder,
                    trouble -> {
                      throw new IOException("work");
                    }))
        .hasMessage("work");
    assertThat(FolderLock.run(folder, this::work)).isTrue();
    assertThat(done).containsExactly("alone");
  }

  @ParameterizedTest
  @CsvSource({"rwxrwxrwx,rw-rw-rw-", "rwxrwx---,rw-rw-", "rwxr-xr-x,rw-"})
  void whoeverMayWriteTheFolder_mayLockIt(String ofFolder, String atLeast) throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(ofFolder));
    assertThat(FolderLock.run(folder, this::work)).isTrue();
    Path lock = folder.resolve(FolderLock.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
        .startsWith(atLeast);
    assertThat(Files.getPosixFilePermissions(lock).toString().contains("OTHERS_WRITE"))
        .isEqualTo(ofFolder.endsWith("rwx"));
  }

  @Test
  void lockThatMayNotBeWritten_isTrouble() throws Exception {
    Path lock = Files.createFile(folder.resolve(FolderLock.FILE));
    assumeTrue(Shell.succeeds("chattr", "+i", lock.toString()));
    try { // for root as well
      assertThat(FolderLock.run(folder, this::work)).isTrue();
      assertThat(done).singleElement().asString().contains(FolderLock.FILE);
    } finally {
      assertThat(Shell.succeeds("chattr", "-i", lock.toString())).isTrue();
    }
  }
}
