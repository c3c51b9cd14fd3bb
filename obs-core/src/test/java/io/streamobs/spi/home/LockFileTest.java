package io.streamobs.spi.home;

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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockFileTest {

  @TempDir Path folder;

  private final List<String> done = new ArrayList<>();

  private Path lock() {
    return folder.resolve("the.lock");
  }

  private void work(@Nullable IOException trouble) {
    done.add(trouble == null ? "alone" : String.valueOf(trouble.getMessage()));
  }

  @Test
  void fileSystemWithoutLocks_stillHasItsWorkDone_whichIsTold() throws IOException {
    boolean ran =
        LockFile.run(
            lock(),
            channel -> {
              throw new IOException("No locks available");
            },
            this::work);
    assertThat(ran).isTrue();
    assertThat(done).containsExactly("No locks available");
  }

  @Test
  void lockOfSomebodyElse_isLeftToThem() throws IOException {
    assertThat(LockFile.run(lock(), channel -> null, this::work)).isFalse();
    assertThat(done).isEmpty();
  }

  @Test
  void workThatFails_letsTheLockGo_andIsNoTroubleWithIt() throws IOException {
    assertThatThrownBy(
            () ->
                LockFile.run(
                    lock(),
                    trouble -> {
                      throw new IOException("work");
                    }))
        .hasMessage("work");
    assertThat(LockFile.run(lock(), this::work)).isTrue();
    assertThat(done).containsExactly("alone");
  }

  @Test
  @Timeout(20)
  void pipeInItsPlace_holdsNobodyUp() throws Exception {
    assertThat(Shell.succeeds("mkfifo", lock().toString())).isTrue();
    assertThat(LockFile.run(lock(), this::work)).isTrue();
    assertThat(done).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"rwxrwxrwx,rw-rw-rw-", "rwxrwx---,rw-rw-", "rwxr-xr-x,rw-"})
  void whoeverMayWriteTheFolder_mayLockIt(String ofFolder, String atLeast) throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(ofFolder));
    assertThat(LockFile.run(lock(), this::work)).isTrue();
    Path lock = lock();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
        .startsWith(atLeast);
    assertThat(Files.getPosixFilePermissions(lock).toString().contains("OTHERS_WRITE"))
        .isEqualTo(ofFolder.endsWith("rwx"));
  }

  @Test
  void lockThatMayNotBeWritten_isTrouble() throws Exception {
    Path lock = Files.createFile(lock());
    assumeTrue(Shell.succeeds("chattr", "+i", lock.toString()));
    try { // for root as well
      assertThat(LockFile.run(lock(), this::work)).isTrue();
      assertThat(done).singleElement().asString().contains("the.lock");
    } finally {
      assertThat(Shell.succeeds("chattr", "-i", lock.toString())).isTrue();
    }
  }
}
