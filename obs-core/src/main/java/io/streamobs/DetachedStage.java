package io.streamobs;

/**
 * A stage that belongs to no thread: it may be closed on any, and is current only where {@link
 * #activate()} makes it so. For work that is handed from thread to thread.
 *
 * <p>Threads: any, one after the other or at once.
 */
public final class DetachedStage extends Stage {

  DetachedStage(StageBuilder builder) {
    super(builder);
    begin();
  }

  /**
   * Makes the stage current on this thread.
   *
   * @return gives the thread back what was current before; does not end the stage
   */
  public Activation activate() {
    return Activation.of(this);
  }
}
