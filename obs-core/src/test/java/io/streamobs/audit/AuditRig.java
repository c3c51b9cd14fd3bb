package io.streamobs.audit;

import io.streamobs.spi.home.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An audit in a folder, and what stands in its file. */
final class AuditRig {

  static final AuditKey KEY = AuditKey.of(new byte[32]);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  final Path home;
  final Path file;

  AuditRig(Path home) {
    this.home = home;
    this.file = home.resolve("audit/audit.jsonl");
  }

  Audit audit() {
    return audit(null);
  }

  Audit audit(@Nullable AuditKey key) {
    return Audit.of(Disk.LOCAL, home, key, CLOCK);
  }

  Audit on(Disk disk) {
    return Audit.of(disk, home, null, CLOCK);
  }

  static AuditEntry entry(int number) {
    return AuditEntry.of("counted", "test", "because").with("number", number);
  }

  AuditHead append(int count) throws IOException {
    return append(null, count);
  }

  /** Appends one after the other. */
  AuditHead append(@Nullable AuditKey key, int count) throws IOException {
    Audit audit = audit(key);
    AuditHead head = audit.head();
    for (int n = 0; n < count; n++) {
      head = audit.append(entry(n));
    }
    return head;
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }

  void write(List<String> lines) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
  }

  AuditVerification verify() throws IOException {
    return audit().verify(null);
  }
}
