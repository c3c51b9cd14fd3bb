package io.streamobs.cli;

import io.streamobs.ErrorCode;

/** What the command says of itself. */
final class CliErrors {

  static final ErrorCode USAGE =
      ErrorCode.of(
          "OBS-CLI-001",
          "The command was not understood.",
          "An option is missing, unknown or has a value that cannot be used; see --help.");

  static final ErrorCode NOT_FOUND =
      ErrorCode.of(
          "OBS-CLI-002",
          "There is no such run, or nothing of what was asked for in it.",
          "The home has no bundle that fits; obs run list shows those that it has.");

  static final ErrorCode AMBIGUOUS =
      ErrorCode.of(
          "OBS-CLI-003",
          "More than one run fits.",
          "Say which by --stream and --run; the message names them.");

  static final ErrorCode UNREADABLE =
      ErrorCode.of(
          "OBS-CLI-004",
          "A file could not be read.",
          "It is missing, damaged, or may not be read; the message names file and cause.");

  static final ErrorCode UNWRITABLE =
      ErrorCode.of(
          "OBS-CLI-005",
          "The answer could not be written.",
          "Standard output is full or was closed; what was printed is not complete.");

  static final ErrorCode UNSOUND =
      ErrorCode.of(
          "OBS-CLI-006",
          "The bundle is not as it was left.",
          "Files of it are changed, missing or new; obs run verify names them, and obs run rebuild"
              + " makes all but the journals and logs again.");

  static final ErrorCode NOT_EXPORTED =
      ErrorCode.of(
          "OBS-CLI-007",
          "The export was not made.",
          "The run goes on, the file is there already, its folder is not, or the disk is full; the"
              + " message says which. Nothing was written.");

  static final ErrorCode NO_POLICY =
      ErrorCode.of(
          "OBS-CLI-008",
          "No retention policy is named.",
          "Name its file with --policy or OBS_RETENTION_POLICY; nothing is deleted without one.");

  static final ErrorCode NOT_CONFIRMED =
      ErrorCode.of(
          "OBS-CLI-009",
          "Nobody confirmed the deletion.",
          "Say y where it asks; where nobody can be asked, --yes. Nothing was deleted.");

  static final ErrorCode NOT_CHANGED =
      ErrorCode.of(
          "OBS-CLI-010",
          "What is stored in the home could not be changed, or not all of it.",
          "Its files or its audit cannot be written, or another process is at it; the message says"
              + " which. It may be tried again.");

  static final ErrorCode NO_AUDIT =
      ErrorCode.of(
          "OBS-CLI-011",
          "The home has no audit.",
          "Nothing was deleted or pinned in it yet, or somebody removed it: obs audit verify --head"
              + " tells, with a head that was kept.");

  private CliErrors() {}
}
