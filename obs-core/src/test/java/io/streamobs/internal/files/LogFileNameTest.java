package io.streamobs.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.ObsProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dub_20260101T000000Z-17-0123abcd_0001.jsonl",
        "dub_20260101T000000Z-17-0123abcd.2_0001.jsonl.gz",
        "dub_two_20260101T000000Z-4194304-0123abcd_12345.jsonl",
        "dub_=own%5Fid_0001.jsonl",
        "dub_=own.2_0001.jsonl"
      })
  void nameOfOurs_isTakenApart_andTheSameAgain(String file) {
    assertThat(LogFileName.parse(file)).hasToString(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dub_incident-report_20261101.jsonl",
        "dub_20260101T000000Z-17-0123abcd_0000.jsonl",
        "dub_20260101T000000Z-17-0123abcd_00012.jsonl",
        "dub_20260101T000000Z-17-0123abcd_001.jsonl",
        "dub_20260101T000000Z-17-0123abcd.1_0001.jsonl",
        "dub_20260101T000000Z-17-0123abcd.x_0001.jsonl",
        "dub_20260101T000000Z-17-0123ABCD_0001.jsonl",
        "dub_20260101T000000Z-17_0001.jsonl",
        "dub_=_0001.jsonl",
        "dub_=OWN_0001.jsonl",
        "_20260101T000000Z-17-0123abcd_0001.jsonl",
        "dub_20260101T000000Z-17-0123abcd_0001.jsonl.gz.gz",
        "dub_20260101T000000Z-17-0123abcd_0001.jsonl ",
        "../dub_20260101T000000Z-17-0123abcd_0001.jsonl",
        "./dub_=own_0001.jsonl",
        "..\\dub_=own_0001.jsonl"
      })
  void nameThatOnlyLooksAlike_isNone(String file) {
    assertThat(LogFileName.parse(file)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run_7", "", "..", "Id", "=x", "20260101T000000Z-17-0123abcd.2", "ü"})
  void otherInstanceIds_areEscaped_soThatTheirFilesAreKnown(String instanceId) {
    for (int n = 1; n <= 2; n++) {
      LogFileName name = new LogFileName("dub", WriterName.of(instanceId, n), 1, false);
      assertThat(name.writer()).startsWith("=");
      assertThat(LogFileName.parse(name.toString())).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11})
  void thisProcess_standsInTheNameAsInItsRecords(int n) {
    String writer = WriterName.of(ObsProcess.instanceId(), n);
    assertThat(writer).isEqualTo(ObsProcess.instanceId() + (n == 1 ? "" : "." + n));
    LogFileName name = new LogFileName("dub", writer, 1, false);
    assertThat(LogFileName.parse(name.toString())).isEqualTo(name);
  }
}
