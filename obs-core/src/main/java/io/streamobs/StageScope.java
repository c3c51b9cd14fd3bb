package io.streamobs;

/**
 * A stage that is current on the thread that opened it, and closed there. Made for
 * try-with-resources in commit style:
 *
 * <pre>{@code
 * try (StageScope stage = fragment.stage("publish").open()) {
 *   stage.output("segment", publish(audio));
 *   stage.succeed();
 * }
 * }</pre>
 *
 * <p>{@code close()} cannot see an exception: a stage whose outcome nobody stated ends as {@link
 * Outcome#UNMARKED}. Where the exception matters, use {@link StageBuilder#call}, or {@code fail(e)}
 * in a {@code catch} inside the open scope.
 */
public final class StageScope extends Stage {

  StageScope(StageBuilder builder) {
    super(builder);
    enter();
    begin();
  }
}
