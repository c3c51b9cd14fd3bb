package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThatAudit;
import static io.streamobs.testkit.ObsAssertions.assertThatPlan;

import io.streamobs.audit.Audit;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.Purge;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPlan;
import io.streamobs.spi.RetentionPlan.Deletion;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionRules;
import io.streamobs.spi.RetentionTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/testing.md shows of plans and audits. */
class RetentionDocsTest {

  private final FakeClock clock = new FakeClock();

  @TempDir private Path home;

  private void make(int number, Duration age) throws IOException {
    Path file = Files.write(home.resolve("upload-" + number), new byte[100 * number]);
    Files.setLastModifiedTime(file, FileTime.from(clock.now().minus(age)));
  }

  private List<RetentionItem> items(RetentionTarget target) throws IOException {
    List<RetentionItem> items = new ArrayList<>(target.items());
    items.add(RetentionItem.of("upload-9", 900, Instant.EPOCH).kept("used by a live process"));
    return items;
  }

  @Test
  void planAndAudit_areAsThePageShows() throws IOException {
    make(1, Duration.ofDays(40));
    make(2, Duration.ofDays(20));
    RetentionTarget target = new Uploads(home);
    RetentionPolicy policy = RetentionPolicy.builder().maxAge(Duration.ofDays(30)).build();
    RetentionPlan plan =
        RetentionPlan.of(
            target.kind(), RetentionRules.of(policy), items(target), target::failed, clock.now());

    assertThatPlan(plan)
        .deletesOnly("upload-1")
        .deletes("upload-1", "max-age")
        .keeps("upload-9", "live process")
        .leaves("upload-2")
        .frees(100);

    Audit audit = Audit.of(home, null);
    Purge.audited(audit, "ada", new Failing()).run(target, plan.deletions());
    String head =
        audit
            .append(
                AuditEntry.of("run_pinned", "ada", "INC-4711")
                    .with("streamId", "stream-42")
                    .with("runId", "run-7")
                    .with("until", clock.now()))
            .hash();
    assertThatAudit(home)
        .isSound()
        .isSoundSince(head)
        .hasPurge("upload", "upload-1")
        .hasNoOpenPurge()
        .has("run_pinned", "actor", "ada", "runId", "run-7")
        .hasEntries(3);
  }

  private static final class Failing implements Purge.Listener {
    @Override
    public void deleted(RetentionTarget of, Deletion deletion, RetentionTarget.Freed freed) {}

    @Override
    public void failed(RetentionTarget of, Deletion deletion, Exception cause) {
      throw new AssertionError(cause);
    }

    @Override
    public void unaudited(IOException cause) {
      throw new AssertionError(cause);
    }
  }
}
