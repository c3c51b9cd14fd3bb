package io.streamobs;

import java.util.List;

/** Codes of everything that this library itself reports. */
public final class ObsErrors {

  // Used by ErrorCode's own check, and therefore made without it failing: the form below is right.
  /** An error code that does not have the form of one. */
  public static final ErrorCode BAD_ERROR_CODE =
      ErrorCode.of(
          "OBS-CONF-001",
          "An error code is not well formed.",
          "An ErrorCode was built from a text that is not PREFIX-DOMAIN-ID; correct the constant.");

  /** A setting whose value cannot be used. */
  public static final ErrorCode BAD_SETTING =
      ErrorCode.of(
          "OBS-CONF-002",
          "A setting has a value that cannot be used.",
          "The message names key, value and remedy; correct it where it was set.");

  /** A setting that has no effect where it was made. */
  public static final ErrorCode MISPLACED_SETTING =
      ErrorCode.of(
          "OBS-CONF-003",
          "A setting was made where it cannot take effect.",
          "The process-wide pipeline takes its settings from the environment; see the message.");

  /** Two outputs that would write fields of the same name, or a name that cannot be used. */
  public static final ErrorCode BAD_FIELD_NAMING =
      ErrorCode.of(
          "OBS-CONF-004",
          "The renaming of log fields cannot be used.",
          "Two contract fields were given one output name, or an unknown field was renamed.");

  /** The library was called in a way that it does not promise to support. */
  public static final ErrorCode MISUSE =
      ErrorCode.of(
          "OBS-API-001",
          "The observability library was called in an unsupported way.",
          "details.misuse names the kind; it is reported once and counted after that.");

  /** A stage was left open for longer than its deadline. */
  public static final ErrorCode STAGE_STALLED =
      ErrorCode.of(
          "OBS-STAGE-001",
          "A processing stage takes longer than expected.",
          "The stage is still open past its deadline; look at what it waits for.");

  /** An exception that ended a stage, a fragment, a run or a piece of work. */
  public static final ErrorCode STAGE_FAILED =
      ErrorCode.of(
          "OBS-STAGE-002",
          "A processing stage failed.",
          "No code of the application was given with the failure; read error.type and the stack.");

  /** A thread ended by an exception that nobody caught. */
  public static final ErrorCode UNCAUGHT_EXCEPTION =
      ErrorCode.of(
          "OBS-PROC-001",
          "A background task ended unexpectedly.",
          "An exception left a thread's run method; read error.stack for its origin.");

  /** Records that were not written. */
  public static final ErrorCode RECORDS_DROPPED =
      ErrorCode.of(
          "OBS-PIPE-001",
          "Some log records were not written.",
          "details names count, reason and seq range; look at the sink's speed and the queue size.");

  /** An output that does not accept writes. */
  public static final ErrorCode SINK_FAILED =
      ErrorCode.of(
          "OBS-PIPE-002",
          "A log output cannot be written.",
          "details names sink and cause; records are held and retried until its buffer is full.");

  /** A record that could not be rendered. */
  public static final ErrorCode ENCODING_FAILED =
      ErrorCode.of(
          "OBS-PIPE-003",
          "A log record could not be rendered in full.",
          "An object in the record threw while it was rendered; details names the error.");

  /** A log file that somebody else changed while it was written. */
  public static final ErrorCode LOG_FILE_CHANGED =
      ErrorCode.of(
          "OBS-FILE-001",
          "A log file was changed from outside.",
          "It was renamed, deleted or shortened while it was written; let the library rotate it.");

  /** A log file that could not be followed by the next one. */
  public static final ErrorCode ROTATION_FAILED =
      ErrorCode.of(
          "OBS-FILE-002",
          "A log file could not be rotated.",
          "The next file could not be made; the present one grows on. Check space and permissions.");

  /** An earlier process that ended without closing its log. */
  public static final ErrorCode UNCLEAN_END =
      ErrorCode.of(
          "OBS-FILE-003",
          "An earlier process ended without finishing its log.",
          "It was killed or crashed; details name its last record and how many may be missing.");

  /** Something that could not be deleted. */
  public static final ErrorCode RETENTION_FAILED =
      ErrorCode.of(
          "OBS-RETAIN-001",
          "Old data could not be deleted.",
          "details name it and the cause; it is tried again, and counts as usage until then.");

  /** Something that was asked to be deleted, and must not be. */
  public static final ErrorCode PURGE_REFUSED =
      ErrorCode.of(
          "OBS-RETAIN-002",
          "The data must not be deleted now.",
          "A live process works on it, or it is pinned; the message says which.");

  /** A retention policy that cannot be used. */
  public static final ErrorCode BAD_POLICY =
      ErrorCode.of(
          "OBS-RETAIN-003",
          "The retention policy cannot be used.",
          "The message names file and line; nothing is deleted by a policy that is not understood.");

  /** An audit that cannot be written on. */
  public static final ErrorCode AUDIT_REFUSED =
      ErrorCode.of(
          "OBS-AUDIT-001",
          "The audit cannot be continued.",
          "Its last line was changed, or its key is missing; obs audit verify tells. Nothing is"
              + " deleted without it, but log files that are full.");

  /** A file that a stage produced and that could not be moved to its final name. */
  public static final ErrorCode STAGED_FILE_LOST =
      ErrorCode.of(
          "OBS-ASSET-001",
          "A produced file could not be put in place.",
          "The staged file is missing or could not be renamed; check disk space and permissions.");

  /** Contents, or checksums of files, that were left out. */
  public static final ErrorCode ASSETS_DROPPED =
      ErrorCode.of(
          "OBS-ASSET-002",
          "Something that a stage named is not in the run's bundle.",
          "details tell why: over_budget (raise it), too_slow (the disk), failed (see the cause).");

  /** Captured contents that a crash or somebody else damaged. */
  public static final ErrorCode ASSET_DISCARDED =
      ErrorCode.of(
          "OBS-ASSET-003",
          "Captured contents were damaged and are deleted.",
          "A crash, or somebody who wrote to them, cut or changed them; details name the file.");

  /** The note of an unfinished run that could not be read or written. */
  public static final ErrorCode RUN_NOTE_FAILED =
      ErrorCode.of(
          "OBS-HOME-001",
          "A run cannot be resumed after a restart.",
          "The note of the unfinished run under the home could not be used; check permissions.");

  /** A part of a run's bundle that could not be written or read. */
  public static final ErrorCode BUNDLE_TROUBLE =
      ErrorCode.of(
          "OBS-BUNDLE-001",
          "A part of what a run leaves behind is missing.",
          "details name the cause; the run goes on. Check space and permissions under the home.");

  private ObsErrors() {}

  /** All of them, in the order of their codes' first use above. */
  public static List<ErrorCode> all() {
    return List.of(
        BAD_ERROR_CODE,
        BAD_SETTING,
        MISPLACED_SETTING,
        BAD_FIELD_NAMING,
        MISUSE,
        STAGE_STALLED,
        STAGE_FAILED,
        UNCAUGHT_EXCEPTION,
        RECORDS_DROPPED,
        SINK_FAILED,
        ENCODING_FAILED,
        LOG_FILE_CHANGED,
        ROTATION_FAILED,
        UNCLEAN_END,
        RETENTION_FAILED,
        PURGE_REFUSED,
        BAD_POLICY,
        AUDIT_REFUSED,
        STAGED_FILE_LOST,
        ASSETS_DROPPED,
        ASSET_DISCARDED,
        RUN_NOTE_FAILED,
        BUNDLE_TROUBLE);
  }
}
