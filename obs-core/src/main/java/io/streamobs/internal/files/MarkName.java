package io.streamobs.internal.files;

import io.streamobs.spi.home.Owner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link OwnerMark} is called. The owner stands in the name, because a process that opened
 * a mark of its own to read it would lose its lock when it closed it.
 */
record MarkName(String name, String writer, Owner owner) {

  private static final Pattern FORM =
      Pattern.compile("\\.(.+)_(" + WriterName.FORM + ")_(\\d+-\\d+)\\.owner", Pattern.DOTALL);

  static @Nullable MarkName parse(String file) {
    Matcher matcher = FORM.matcher(file);
    Owner owner = matcher.matches() ? Owner.parse(matcher.group(3)) : null;
    return owner == null ? null : new MarkName(matcher.group(1), matcher.group(2), owner);
  }

  /** Whether a process that this one can see holds it, which may be this one. */
  boolean isHeld() {
    return owner.equals(Owner.THIS) || owner.isAlive();
  }

  @Override
  public String toString() {
    return "." + name + "_" + writer + "_" + owner + ".owner";
  }
}
