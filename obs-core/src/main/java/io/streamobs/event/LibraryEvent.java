package io.streamobs.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The events that this library itself records; the field {@code event} carries their name. */
public enum LibraryEvent {
  /** An {@code Obs} opened: service, component and settings that shape its output. */
  INSTANCE_STARTED,
  /** An {@code Obs} closed: the ledger of its pipeline. */
  INSTANCE_STOPPED,
  /** A run began. */
  RUN_STARTED,
  /** A run that an earlier instance left unfinished goes on. */
  RUN_RESUMED,
  /** A run ended: outcome, completion, fragments by outcome. */
  RUN_FINISHED,
  /** A piece of work with a correlation id of its own began. */
  WORK_STARTED,
  /** Such a piece of work ended: outcome, duration and its named timings. */
  WORK_FINISHED,
  /** A fragment began. */
  FRAGMENT_STARTED,
  /** A fragment ended: the worst outcome of its stages. */
  FRAGMENT_FINISHED,
  /** A stage began. */
  STAGE_STARTED,
  /** A stage ended: outcome and duration. One for each stage. */
  STAGE_FINISHED,
  /** A stage is still open past its deadline. */
  STAGE_STALLED,
  /** A stage reported something to look at, and went on. */
  STAGE_WARNING,
  /** A stage reported an error, and went on. */
  STAGE_ERROR,
  /** An external program that a stage runs said something. */
  TOOL_OUTPUT,
  /**
   * What was found out about something that a stage named: checksum, size, where its content is.
   */
  ASSET_RECORDED,
  /** Contents were not captured: count, stage and reason. */
  ASSETS_DROPPED,
  /** Contents are captured from now on: why, until when, and how much at most. */
  CAPTURE_STARTED,
  /** Contents are not captured any more: why, and how much was. */
  CAPTURE_ENDED,
  /** Contents in a bundle were not as they were captured, and were deleted. */
  ASSET_DISCARDED,
  /** Records were not written: count, reason and range. */
  RECORDS_DROPPED,
  /** An output stopped accepting writes. */
  SINK_FAILED,
  /** An output accepts writes again. */
  SINK_RECOVERED,
  /** A log file was full or its time was over, and the next one was begun. */
  LOG_ROTATED,
  /** The next log file could not be begun; the present one is written on. */
  ROTATION_FAILED,
  /** Somebody else renamed, deleted or shortened a log file that is being written. */
  LOG_FILE_CHANGED,
  /** An earlier process ended without closing its log; what it may have lost. */
  UNCLEAN_END,
  /** Something was deleted by a retention policy, and why. */
  RETENTION_DELETED,
  /** Something that a retention policy wants deleted could not be. */
  RETENTION_FAILED,
  /** Something keeps retention from going by all that its policy says, without a failure. */
  RETENTION_LIMITED,
  /** What retention deleted in one go, and the end of the audit that has it. */
  RETENTION_APPLIED,
  /** The ledgers of the pipeline, now and then and at its end. */
  PIPELINE_HEALTH,
  /** Something under the home could not be read or written. */
  HOME_TROUBLE,
  /** The library was called in an unsupported way. */
  API_MISUSE,
  /** A thread ended by an exception that nobody caught. */
  UNCAUGHT_EXCEPTION;

  /** The event of an application's plain log line. */
  public static final String LOG_MESSAGE = "log_message";

  private static final Set<String> NAMES =
      Arrays.stream(values()).map(LibraryEvent::json).collect(Collectors.toUnmodifiableSet());

  private final String json = name().toLowerCase(Locale.ROOT);

  /** Whether this is the name of one of these; an application cannot use it for its own. */
  public static boolean isOne(String name) {
    return NAMES.contains(name);
  }

  /** The value of the field {@code event}: the constant's name in lower case. */
  public String json() {
    return json;
  }
}
