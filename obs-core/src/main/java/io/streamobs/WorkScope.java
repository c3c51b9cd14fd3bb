package io.streamobs;

import io.streamobs.event.LibraryEvent;
import org.slf4j.event.Level;

/**
 * A piece of work with a correlation id of its own that is no stream's run: a request, a command, a
 * user's action. Its last event, {@code work_finished}, carries its outcome and all its named
 * timings.
 *
 * <pre>{@code
 * try (WorkScope work = obs.work("publish_image").open()) {
 *   List<Image> images = work.time("list_images", store::list);
 *   work.time("archive", () -> archive(images));
 *   work.succeed();
 * }
 * }</pre>
 */
public final class WorkScope extends Scope {

  private final String name;

  WorkScope(Core core, CorrelationContext context, String name) {
    super(core, /* parent= */ null, context);
    this.name = name;
    enter();
    started(Level.INFO);
  }

  /** What kind of work it is. */
  public String name() {
    return name;
  }

  /** The id to carry on to other processes. */
  public String correlationId() {
    return context().correlationId();
  }

  /** A stage of this work. */
  public StageBuilder stage(String stageName) {
    return new StageBuilder(this, stageName);
  }

  @Override
  LibraryEvent startEvent() {
    return LibraryEvent.WORK_STARTED;
  }

  @Override
  LibraryEvent finishEvent() {
    return LibraryEvent.WORK_FINISHED;
  }

  @Override
  String title() {
    return name;
  }
}
