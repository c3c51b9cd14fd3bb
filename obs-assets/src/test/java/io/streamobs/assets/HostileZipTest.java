package io.streamobs.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.assets.internal.zip.ZipBounds;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ZIPs that were made to do harm are refused, before anything of them is unpacked. */
class HostileZipTest {

  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private final CraftedBag bag = new CraftedBag().finish();
  private final CraftedZip zip = bag.zip;

  @BeforeEach
  void unharmedItIsSound() throws IOException {
    assertThat(bag.verify(folder.resolve("sound.zip")).problems()).isEmpty();
  }

  private String onlyProblem() throws IOException {
    BundleVerification found = bag.verify(folder.resolve("hostile.zip"));
    assertThat(found.problems()).hasSize(1);
    assertThat(found.files()).as("read").isZero();
    return found.problems().get(0);
  }

  private CraftedZip.Entry last() {
    return zip.entries.get(zip.entries.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run/../secret",
        "/run/a",
        "run/./a",
        "run//a",
        "../run/a",
        "run\\a",
        "C:run",
        "run/a\nb",
        "run/..",
        "run/a/\u0000",
        "run/a\u009bm",
        ""
      })
  void nameThatLeadsOut_isRefused(String name) throws IOException {
    zip.add(name, "a");
    assertThat(onlyProblem()).contains("a name that leads somewhere else").doesNotContain("\n");
  }

  @Test
  void secondFolderAtTheTop_isRefused() throws IOException {
    zip.add("other/a", "a");
    assertThat(onlyProblem()).contains("not one folder at its top");
  }

  @Test
  void nameThatComesTwice_isRefused() throws IOException {
    zip.add(last().name, "another");
    assertThat(onlyProblem()).contains("two entries with one name");
  }

  @Test
  void nameThatIsAnotherBeforeTheData_isRefused() throws IOException {
    last().localName = last().name.replace("tag", "bag");
    assertThat(onlyProblem()).contains("headers say different things");
  }

  @Test
  void secondName_isRefused() throws IOException {
    last().extra = new byte[] {0x75, 0x70, 1, 0, 'x'};
    assertThat(onlyProblem()).contains("two names");
  }

  @Test
  void linkAndDevice_areRefused() throws IOException {
    last().attributes = 0120777 << 16;
    assertThat(onlyProblem()).contains("is a link");
    last().attributes = 0020666 << 16;
    assertThat(onlyProblem()).contains("is a link or another thing");
  }

  @Test
  void encryptedAndUnknown_areRefused() throws IOException {
    last().flags = 1;
    assertThat(onlyProblem()).contains("encrypted");
    last().flags = 0;
    last().method = 12;
    assertThat(onlyProblem()).contains("unknown way");
  }

  @Test
  void overlappingEntries_areRefused() throws IOException {
    last().offset = 0;
    assertThat(onlyProblem()).contains("one behind the other");
  }

  @Test
  void whatIsHiddenBetweenOrBehind_isRefused() throws IOException {
    zip.between = new byte[] {1};
    assertThat(onlyProblem()).contains("headers say different things");
    zip.between = new byte[0];
    zip.behind = new byte[] {1};
    assertThat(onlyProblem()).contains("has not the end of one");
    zip.behind = new byte[0];
    zip.count = zip.entries.size() - 1;
    assertThat(onlyProblem()).contains("more in it than it says");
    zip.count = zip.entries.size() + 1;
    assertThat(onlyProblem()).contains("ends too early");
  }

  @Test
  void entryThatLiesOnItsSize_isReadNoFurtherThanThat() throws IOException {
    CraftedZip.Entry bomb = zip.add("run/data/bomb", new byte[50 * MEGABYTE]).deflated();
    bomb.size = 10;
    BundleVerification found = bag.verify(folder.resolve("bomb.zip"));
    assertThat(found.problems())
        .contains("cannot be read: data/bomb (has more in it than it says)");
    assertThat(found.bytes()).isLessThan(MEGABYTE);
    bomb.size = 60 * MEGABYTE;
    assertThat(bag.verify(folder.resolve("bomb.zip")).problems())
        .contains("cannot be read: data/bomb (has not the content that it says)");
  }

  @Test
  void contentThatOthersWouldRefuse_isAProblem() throws IOException {
    last().crc++;
    assertThat(bag.verify(folder.resolve("crc.zip")).problems())
        .contains("cannot be read: tagmanifest-sha256.txt (has not the content that it says)");
  }

  @Test
  void hugeRatio_isRefused_beforeAnythingIsUnpacked() throws IOException {
    byte[] packed = CraftedZip.deflate(new byte[100 * MEGABYTE]);
    for (int n = 0; n < 30; n++) {
      CraftedZip.Entry bomb = zip.add("run/data/bomb" + n, packed);
      bomb.method = 8;
      bomb.size = 100 * MEGABYTE;
    }
    assertThat(onlyProblem()).contains("would unpack to more than " + ZipBounds.FREE_BYTES);
  }

  @Test
  void sizesBeyondAllBounds_areRefused() throws IOException {
    CraftedZip.Entry bomb = zip.add("run/data/bomb", new byte[0]);
    bomb.method = 8;
    bomb.size = -1; // stands elsewhere, and is negative there
    bomb.extra =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 1)
            .putShort((short) 8)
            .putLong(Long.MIN_VALUE)
            .array();
    assertThat(onlyProblem()).contains("a size that cannot be");
    bomb.extra = new byte[] {1, 0, 100, 0};
    assertThat(onlyProblem()).contains("a header that is not in order");
  }

  @Test
  void tooManyEntries_areRefused_byTheirNumber() throws IOException {
    Path file = folder.resolve("many.zip");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream many = new ZipOutputStream(out)) {
      for (int n = 0; n < 70_000; n++) {
        many.putNextEntry(new ZipEntry("run/data/" + n));
      }
    }
    // More than the short field holds, and as they should be.
    assertThat(BundleVerification.of(file).problems())
        .singleElement()
        .asString()
        .contains("no bagit.txt");
    // Then one that says there are a million: the directory is not even looked at.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long end = channel.size() - 22 - 20 - 56;
      ByteBuffer million = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      channel.write(million.putLong(1_000_000).putLong(1_000_000).flip(), end + 24);
    }
    assertThat(BundleVerification.of(file).problems())
        .singleElement()
        .asString()
        .contains("says that it has 1000000 entries");
  }

  @Test
  void hugeDirectory_isRefused_byItsSize() throws IOException {
    Path file = folder.resolve("directory.zip");
    int size = (int) ZipBounds.MOST_DIRECTORY_BYTES + 1;
    ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1).putInt(size);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(end.putInt(0).putShort((short) 0).flip(), size); // a hole before it
    }
    assertThat(BundleVerification.of(file).problems())
        .singleElement()
        .asString()
        .contains("a directory of " + size + " bytes");
  }

  @Test
  void whatIsNoZip_isSaidToBeNone() throws IOException {
    Path file = folder.resolve("notes.txt");
    Files.writeString(file, "short");
    assertThat(BundleVerification.of(file).problems()).singleElement().asString().contains("short");
    Files.writeString(file, "notes ".repeat(100));
    assertThat(BundleVerification.of(file).problems())
        .singleElement()
        .asString()
        .contains("or is something else");
    assertThatThrownBy(() -> BundleVerification.of(folder.resolve("nothing")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
