package io.streamobs.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The lines that a contract writes: each with its number, of many lengths, beyond ASCII. */
final class ContractLines {

  // Two, three and four bytes for one character: no length of a piece is right by luck.
  private static final String WIDE = "é漢😀";

  private final AtomicInteger number = new AtomicInteger();

  /** The next ones. */
  byte[] lines(int count) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      int next = number.incrementAndGet();
      lines.writeBytes(line(next, WIDE.repeat(next % 7) + "x".repeat(next * 31 % 97)));
    }
    return lines.toByteArray();
  }

  /** The next ones, of so many bytes in all. */
  byte[] bytes(int size) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    int longest = 1_024;
    while (size - lines.size() > longest) {
      lines.writeBytes(lines(1));
    }
    lines.writeBytes(lineOf(size - lines.size()));
    return lines.toByteArray();
  }

  /** The next one, of so many bytes. */
  byte[] lineOf(int size) {
    int next = number.incrementAndGet();
    return line(next, "x".repeat(size - line(next, "").length));
  }

  private static byte[] line(int number, String text) {
    return ("{\"level\":\"ERROR\",\"seq\":" + number + ",\"message\":\"" + text + "\"}\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is on a medium, less torn lines: those that the one behind them begins with.
   *
   * @return each as a record, which has a problem where it is none
   */
  static List<RecordView> records(byte[] medium) {
    List<byte[]> lines = split(medium);
    List<RecordView> records = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (i + 1 == lines.size() || !isStartOf(lines.get(i), lines.get(i + 1))) {
        records.add(RecordView.of(i + 1, new String(lines.get(i), StandardCharsets.UTF_8)));
      }
    }
    return records;
  }

  private static boolean isStartOf(byte[] torn, byte[] next) {
    return torn.length > 0
        && torn.length < next.length
        && Arrays.equals(torn, Arrays.copyOf(next, torn.length));
  }

  private static List<byte[]> split(byte[] medium) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < medium.length; i++) {
      if (medium[i] == '\n') {
        lines.add(Arrays.copyOfRange(medium, start, i));
        start = i + 1;
      }
    }
    if (start < medium.length) {
      lines.add(Arrays.copyOfRange(medium, start, medium.length));
    }
    return lines;
  }
}
