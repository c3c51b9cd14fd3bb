package io.streamobs.testkit;

import static io.streamobs.testkit.Lines.line;
import static io.streamobs.testkit.ObsAssertions.assertThatLog;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir Path folder;

  @Test
  void read_wholeLines() {
    LogFile file = Lines.file(folder, line(1), line(2));

    assertThat(file.records()).hasSize(2).allMatch(record -> record.problem() == null);
    assertThat(file.tornLine()).isNull();
  }

  @Test
  void read_tornLastLine_isToldApart() {
    LogFile file = Lines.file(folder, line(1).json() + "\n{\"ts\":\"20");

    assertThat(file.records()).hasSize(1);
    assertThat(file.tornLine()).isEqualTo("{\"ts\":\"20");
  }

  @Test
  void read_lastLineThatLacksOnlyItsNewline_isARecord() {
    LogFile file = Lines.file(folder, line(1).json() + "\n" + line(2).json());

    assertThat(file.records()).hasSize(2);
    assertThat(file.tornLine()).isNull();
  }

  @Test
  void read_empty_hasNothingThatCouldPass() {
    Path path = Lines.file(folder, "").path();

    assertThatThrownBy(() -> assertThatLog(path).everyRecordHasRequiredFields())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there is no record");
  }

  @Test
  void read_duplicateNames_areAProblem() {
    LogFile file = Lines.file(folder, "{\"ts\":1,\"ts\":2}\n");

    assertThat(file.records().get(0).problem()).contains("ts");
  }

  @Test
  void read_notUtf8_isAProblem() throws IOException {
    Path path = folder.resolve("latin.jsonl");
    Files.write(path, new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xE4, '"', '}', '\n'});

    assertThat(LogFile.read(path).records().get(0).problem()).isEqualTo("not UTF-8");
  }

  @Test
  void read_blankLineOrOtherJson_isAProblem() {
    LogFile file = Lines.file(folder, "\n[1]\n42\nnull\n{} {}\n");

    assertThat(file.records()).hasSize(5).allMatch(record -> record.problem() != null);
  }

  @Test
  void read_missingFile_saysWhich() {
    assertThatThrownBy(() -> LogFile.read(folder.resolve("nowhere.jsonl")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere.jsonl");
  }
}
