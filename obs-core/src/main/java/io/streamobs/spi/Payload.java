package io.streamobs.spi;

/**
 * Stands for content that is never recorded: its type and size.
 *
 * @param type the simple name of its class
 * @param size how many elements it has, or -1 where only reading it would tell
 */
public record Payload(String type, long size) {

  @Override
  public String toString() {
    return size < 0 ? type + "[…]" : type + "[" + size + "]";
  }
}
