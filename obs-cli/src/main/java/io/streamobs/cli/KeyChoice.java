package io.streamobs.cli;

import io.streamobs.audit.AuditKey;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The key of the audit. */
final class KeyChoice {

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "The key that the audit is signed with. Default: $OBS_AUDIT_KEY_FILE, else"
              + " $OBS_AUDIT_KEY, else none.")
  private @Nullable Path file;

  /**
   * @throws io.streamobs.ConfigurationException when it is no key
   */
  @Nullable AuditKey key() {
    return file != null ? AuditKey.ofFile(file) : AuditKey.outside(Outside::setting);
  }
}
