package io.streamobs.assets.internal.capture;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Removes secrets from contents that are texts. */
final class Texts {

  /** What is longer is not kept: it could not be looked through in the memory that is ours. */
  static final int MOST_BYTES = 4 << 20;

  private final UnaryOperator<String> redaction;

  Texts(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /**
   * @param content a text of any encoding that has ASCII in it; up to {@link #MOST_BYTES}
   * @return {@code content} itself where it has no secret
   */
  byte[] redacted(byte[] content) {
    Charset charset = charset(content);
    String text = new String(content, charset);
    String redacted = redaction.apply(text);
    return redacted.equals(text) ? content : redacted.getBytes(charset);
  }

  // One byte a character takes whatever else is in it through unchanged.
  private static Charset charset(byte[] content) {
    Charset utf16 = Utf16.charset(content, content.length);
    if (utf16 != null) {
      return utf16;
    }
    return decodes(content, StandardCharsets.UTF_8)
        ? StandardCharsets.UTF_8
        : StandardCharsets.ISO_8859_1;
  }

  private static boolean decodes(byte[] content, Charset charset) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
