package io.streamobs;

import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import io.streamobs.internal.ContextAccess;
import io.streamobs.internal.FragmentKey;
import io.streamobs.spi.RecordWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One fragment of a stream on its way through the stages. Its outcome is the worst of theirs,
 * unless something worse was stated; without a stage or a statement it is {@link Outcome#UNMARKED}.
 */
public final class FragmentScope extends Scope {

  private static final ContextAccess ACCESS = ContextAccess.get();

  private final long seq;

  FragmentScope(RunScope run, FragmentKey key) {
    super(run.core, run, run.context().ofFragment(key));
    this.seq = key.seq();
    enter();
    started(Level.DEBUG);
  }

  /** A stage of this fragment's processing. */
  public StageBuilder stage(String name) {
    return new StageBuilder(this, name);
  }

  /** The fragment's sequence number. */
  public long sequence() {
    return seq;
  }

  @Override
  LibraryEvent startEvent() {
    return LibraryEvent.FRAGMENT_STARTED;
  }

  @Override
  LibraryEvent finishEvent() {
    return LibraryEvent.FRAGMENT_FINISHED;
  }

  @Override
  String title() {
    return "fragment " + seq;
  }

  @Override
  void describeEnd(RecordWriter writer, @Nullable Extras told) {
    describeMedia(writer, context());
  }

  static void describeMedia(RecordWriter writer, CorrelationContext context) {
    FragmentKey key = ACCESS.fragment(context);
    if (key != null && key.mediaStartMs() >= 0) {
      writer.put(RecordField.MEDIA_START_MS, key.mediaStartMs());
    }
    if (key != null && key.mediaEndMs() >= 0) {
      writer.put(RecordField.MEDIA_END_MS, key.mediaEndMs());
    }
  }
}
