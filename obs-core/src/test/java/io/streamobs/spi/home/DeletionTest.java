package io.streamobs.spi.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.streamobs.Shell;
import io.streamobs.Shell.Tmpfs;
import io.streamobs.spi.home.Disk.Deleted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Trees that are deleted, at once or by way of the trash. */
@Timeout(60)
class DeletionTest {

  @TempDir Path home;

  private Path tree;
  private Path outside;

  @BeforeEach
  void plant() throws IOException {
    outside = Files.createDirectories(home.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "kept");
    tree = Files.createDirectories(home.resolve("runs/r1"));
    Files.createDirectories(tree.resolve("a/b/c"));
    Files.writeString(tree.resolve("a/b/c/file"), "12345");
    Files.writeString(tree.resolve("a/file"), "123");
    Files.createFile(tree.resolve("empty"));
    Files.createSymbolicLink(tree.resolve("link"), outside);
    Files.createSymbolicLink(tree.resolve("a/fileLink"), outside.resolve("kept"));
    Files.createSymbolicLink(tree.resolve("a/dangling"), home.resolve("nowhere"));
  }

  private void assertOnlyTheTreeIsGone() {
    assertThat(tree).doesNotExist();
    assertThat(outside.resolve("kept")).hasContent("kept");
  }

  @Test
  void tree_goes_andNoLinkIsFollowed() throws IOException {
    assertThat(Disk.LOCAL.deleteAll(tree)).isEqualTo(new Deleted(3, 8));
    assertOnlyTheTreeIsGone();
    assertThat(tree.getParent()).isEmptyDirectory();
    assertThat(Disk.LOCAL.deleteAll(tree)).isEqualTo(new Deleted(0, 0));
    assertThat(Disk.LOCAL.deleteAll(home.resolve("no/such"))).isEqualTo(new Deleted(0, 0));
  }

  @Test
  void linkOrFileOfThatName_goesItself() throws IOException {
    assertThat(Disk.LOCAL.deleteAll(tree.resolve("link"))).isEqualTo(new Deleted(0, 0));
    assertThat(tree.resolve("link")).doesNotExist();
    assertThat(outside.resolve("kept")).hasContent("kept");
    assertThat(Disk.LOCAL.deleteAll(tree.resolve("a/file"))).isEqualTo(new Deleted(1, 3));
  }

  @Test
  void whatCannotBeDeleted_isTold_andAllElseIsGone() throws IOException {
    Path stuck = tree.resolve("a/b/c/file");
    assumeTrue(Shell.succeeds("chattr", "+i", stuck.toString()));
    try {
      assertThatThrownBy(() -> Disk.LOCAL.deleteAll(tree))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("file");
      assertThat(stuck).exists();
      assertThat(tree.resolve("a/file")).doesNotExist();
      assertThat(tree.resolve("empty")).doesNotExist();
    } finally {
      assertThat(Shell.succeeds("chattr", "-i", stuck.toString())).isTrue();
    }
    assertThat(Disk.LOCAL.deleteAll(tree)).isEqualTo(new Deleted(1, 5));
  }

  @Test
  void trash_takesATreeOutOfSight_andDeletesItLater() throws IOException {
    Trash trash = new Trash(Disk.LOCAL, home);
    assertThat(trash.ids()).isEmpty();
    trash.put(tree, "0123");
    trash.put(tree, "0123");
    trash.force();
    assertThat(tree).doesNotExist();
    assertThat(trash.ids()).containsExactly("0123");
    Trash later = new Trash(Disk.LOCAL, home);
    assertThat(later.delete(tree, "0123")).isEqualTo(new Deleted(3, 8));
    assertThat(later.delete(tree, "0123")).isEqualTo(new Deleted(0, 0));
    assertThat(later.ids()).isEmpty();
    assertOnlyTheTreeIsGone();
  }

  @Test
  void trashThatIsALink_isNotUsed() throws IOException {
    Files.createSymbolicLink(home.resolve("trash"), outside);
    Trash trash = new Trash(Disk.LOCAL, home);
    trash.put(tree, "0123");
    trash.force();
    assertThat(tree.resolveSibling(".trash-0123")).isDirectory();
    assertThat(Trash.isTrash(".trash-0123")).isTrue();
    assertThat(trash.ids()).isEmpty();
    assertThat(trash.delete(tree, "0123")).isEqualTo(new Deleted(3, 8));
    assertThat(tree.getParent()).isEmptyDirectory();
    assertOnlyTheTreeIsGone();
  }

  @Test
  void trashOnAnotherDevice_isNotUsed() throws IOException {
    try (Tmpfs disk = new Tmpfs(home.resolve("trash"), "size=1m")) {
      Trash trash = new Trash(Disk.LOCAL, home);
      trash.put(tree, "0123");
      trash.force();
      assertThat(tree.resolveSibling(".trash-0123")).isDirectory();
      assertThat(trash.delete(tree, "0123")).isEqualTo(new Deleted(3, 8));
      assertOnlyTheTreeIsGone();
      disk.remount("size=2m");
    }
  }
}
