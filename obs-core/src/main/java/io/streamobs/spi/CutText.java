package io.streamobs.spi;

/**
 * The beginning of a text that is too long to wait in a queue.
 *
 * @param head what is kept
 * @param omitted how many characters followed
 */
public record CutText(String head, long omitted) implements CharSequence {

  @Override
  public int length() {
    return head.length();
  }

  @Override
  public char charAt(int index) {
    return head.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return head.subSequence(start, end);
  }

  @Override
  public String toString() {
    return head + "…[cut " + omitted + " chars]";
  }
}
