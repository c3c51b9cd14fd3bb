package io.streamobs.assets.internal.journal;

import io.streamobs.assets.internal.bundle.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of a journal: {@code {"crc":"89abcdef","n":17,"record":{…}}}.
 *
 * @param n the line's number, without a gap in its file; from 1, unless an earlier file of the
 *     instance was taken away
 * @param record the record, as the log has it
 */
public record JournalLine(long n, JsonNode record) {

  private static final byte[] CRC = ascii("{\"crc\":\"");
  private static final byte[] N = ascii("\"n\":");
  private static final byte[] RECORD = ascii(",\"record\":");
  private static final byte[] END = ascii("}\n");
  private static final byte[] DIGITS = ascii("0123456789abcdef");
  private static final int CRC_DIGITS = 8;
  // Behind the checksum, its quotation mark and the comma.
  private static final int CHECKED_FROM = CRC.length + CRC_DIGITS + 2;
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Appends a line.
   *
   * @param record one record as JSON, without its newline
   */
  public static void append(Bytes out, long n, byte[] record, int offset, int length) {
    byte[] number = ascii(Long.toString(n));
    CRC32C crc = new CRC32C();
    crc.update(N, 0, N.length);
    crc.update(number, 0, number.length);
    crc.update(RECORD, 0, RECORD.length);
    crc.update(record, offset, length);
    crc.update(END[0]);
    out.writeBytes(CRC);
    out.writeBytes(hex(crc.getValue()));
    out.write('"');
    out.write(',');
    out.writeBytes(N);
    out.writeBytes(number);
    out.writeBytes(RECORD);
    out.write(record, offset, length);
    out.writeBytes(END);
  }

  /**
   * Reads a line.
   *
   * @param line without its newline
   * @return null where it is not as it was written
   */
  static @Nullable JournalLine parse(byte[] line, int offset, int length) {
    if (length <= CHECKED_FROM || !hasForm(line, offset)) {
      return null;
    }
    CRC32C crc = new CRC32C();
    crc.update(line, offset + CHECKED_FROM, length - CHECKED_FROM);
    String told = new String(line, offset + CRC.length, CRC_DIGITS, StandardCharsets.ISO_8859_1);
    if (!told.equals(new String(hex(crc.getValue()), StandardCharsets.ISO_8859_1))) {
      return null;
    }
    try {
      JsonNode tree = MAPPER.readTree(line, offset, length);
      JsonNode record = tree.get("record");
      JsonNode number = tree.get("n");
      boolean whole = record != null && record.isObject() && number != null;
      return whole && number.isIntegralNumber()
          ? new JournalLine(number.longValue(), record)
          : null;
    } catch (JacksonException e) { // checked, and yet no line of ours
      return null;
    }
  }

  private static boolean hasForm(byte[] line, int offset) {
    int behind = offset + CRC.length + CRC_DIGITS;
    return Arrays.equals(line, offset, offset + CRC.length, CRC, 0, CRC.length)
        && line[behind] == '"'
        && line[behind + 1] == ',';
  }

  private static byte[] hex(long crc) {
    byte[] digits = new byte[CRC_DIGITS];
    for (int i = 0; i < CRC_DIGITS; i++) {
      digits[i] = DIGITS[(int) (crc >>> (28 - 4 * i)) & 0xF];
    }
    return digits;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
