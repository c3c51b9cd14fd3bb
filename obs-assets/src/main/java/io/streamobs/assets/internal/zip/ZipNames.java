package io.streamobs.assets.internal.zip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which names a ZIP may have: those that stay where it is unpacked, on any system. */
final class ZipNames {

  private static final Pattern ODD_SEGMENT = Pattern.compile("(^|/)(\\.{0,2})(/|$)");
  private static final Pattern ODD_CHAR = Pattern.compile("[\\\\\\p{Cc}]|^[A-Za-z]:");

  private ZipNames() {}

  /**
   * The name.
   *
   * @throws ZipFault when it is none
   */
  static String read(byte[] bytes) throws ZipFault {
    String name;
    try {
      name = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ZipFault("has a name that is not UTF-8");
    }
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    if (ODD_SEGMENT.matcher(path).find() || ODD_CHAR.matcher(name).find()) {
      throw new ZipFault("has a name that leads somewhere else: " + name);
    }
    return name;
  }
}
