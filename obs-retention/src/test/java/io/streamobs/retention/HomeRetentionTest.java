package io.streamobs.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.ConfigurationException;
import io.streamobs.RetentionRefusedException;
import io.streamobs.audit.AuditEntry;
import io.streamobs.spi.RetentionItem;
import io.streamobs.spi.RetentionPart;
import io.streamobs.spi.RetentionPolicy;
import io.streamobs.spi.RetentionTarget;
import io.streamobs.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeRetentionTest {

  @TempDir Path home;

  final Instant now = Instant.parse("2026-11-22T12:00:00Z");
  final FakeClock clock = new FakeClock(now);
  Things things;
  HomeRetention retention;

  @BeforeEach
  void open() {
    things = new Things(home);
    retention = retention(Duration.ofDays(31));
  }

  HomeRetention retention(Duration mostSilence) {
    return HomeRetention.of(home)
        .actor("ada")
        .clock(clock)
        .mostSilence(mostSilence)
        .patience(Duration.ofMillis(50))
        .targets(List.of(things))
        .build();
  }

  void add(String id, int hoursOld) {
    things.add(id, 100, now.minus(Duration.ofHours(hoursOld)));
  }

  static RetentionPolicies runs(RetentionPolicy.Builder policy) {
    return RetentionPolicies.builder().runBundles(policy.build()).build();
  }

  static RetentionPolicies maxAge(int hours) {
    return runs(RetentionPolicy.builder().maxAge(Duration.ofHours(hours)));
  }

  List<String> audit() throws IOException {
    List<String> entries = new ArrayList<>();
    retention.audit().read(entries::add);
    return entries;
  }

  @Test
  void settingThatCannotBeUsed_isRefusedWhenItIsGiven() {
    HomeRetentionBuilder builder = HomeRetention.of(home);
    assertThatThrownBy(() -> builder.actor(" "))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("actor");
    assertThatThrownBy(() -> builder.patience(Duration.ofMillis(-1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("patience");
    assertThatThrownBy(() -> builder.disk(null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("disk");
  }

  @Test
  void plan_changesNothing_andIsWhatIsApplied() throws IOException {
    add("s/old", 9);
    add("s/new", 1);
    HomePlan plan = retention.plan(maxAge(5));
    assertThat(things.ids()).containsExactly("s/new", "s/old");
    assertThat(Files.exists(home.resolve("audit"))).isFalse();
    PurgeReport report = retention.apply(maxAge(5));
    assertThat(report.plan().plans()).isEqualTo(plan.plans());
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(report.freedFiles()).isEqualTo(1);
    assertThat(report.freedBytes()).isEqualTo(100);
    assertThat(things.ids()).containsExactly("s/new");
    assertThat(home.resolve("trash")).isEmptyDirectory();
  }

  @Test
  void audit_hasIntentAndResult_andAnEndThatIsSound() throws IOException {
    add("s/old", 9);
    add("s/new", 1);
    PurgeReport report = retention.apply(maxAge(5));
    assertThat(audit()).hasSize(2);
    assertThat(audit().get(0))
        .contains(
            "\"action\":\"purge_intended\",\"actor\":\"ada\",\"reason\":\"older than 5h\"",
            "\"kind\":\"run_bundle\",\"id\":\"s/old\",\"part\":\"all\",\"rule\":\"max-age\"",
            "\"bytes\":100,\"newest\":\"2026-11-22T03:00:00Z\"");
    assertThat(audit().get(1)).contains("\"action\":\"purge_done\"", "\"files\":1,\"bytes\":100");
    assertThat(retention.audit().verify(report.head().hash()).problems()).isEmpty();
    assertThat(report.head().open()).isZero();
  }

  @Test
  void whatIsInUse_isKept_counts_andStandsInThePlan() throws IOException {
    add("s/a", 9);
    add("s/b", 8);
    things.inUse.add("s/a");
    HomePlan plan = retention.apply(runs(RetentionPolicy.builder().maxBytes(150L))).plan();
    assertThat(things.ids()).containsExactly("s/a");
    assertThat(plan.plans().get(0).kept())
        .extracting(RetentionItem::kept)
        .containsExactly("written by a live process");
    assertThat(plan.plans().get(0).usedBytes()).isEqualTo(200);
  }

  @Test
  void pin_keepsARun_untilItIsTakenAwayOrExpires() throws IOException {
    add("s/a", 9);
    add("s/b", 9);
    retention.pin("s", "a", "INC-4711", now.plus(Duration.ofDays(2)));
    retention.pin("s", "b", "INC-4711", now.plus(Duration.ofDays(9)));
    PurgeReport report = retention.apply(maxAge(5));
    assertThat(things.ids()).containsExactly("s/a", "s/b");
    assertThat(report.plan().plans().get(0).kept().get(0).kept())
        .isEqualTo("pinned until 2026-11-24T12:00:00Z by ada: INC-4711");
    assertThatThrownBy(() -> retention.purgeRun("s", "a", RetentionPart.ALL, "asked"))
        .isInstanceOf(RetentionRefusedException.class)
        .hasMessageContaining("INC-4711")
        .hasMessageContaining("OBS-RETAIN-002");
    assertThat(retention.unpin("s", "b", "closed")).isTrue();
    assertThat(retention.unpin("s", "b", "closed")).isFalse();
    clock.advance(Duration.ofDays(3));
    retention.apply(maxAge(5));
    assertThat(things.ids()).isEmpty();
    assertThat(retention.pins()).isEmpty();
    assertThat(String.join("\n", audit()))
        .containsSubsequence("run_pinned", "run_pinned", "run_unpinned", "pin_expired");
  }

  @Test
  void pin_thatCannotBeRead_keepsForEver() throws IOException {
    add("s/a", 9);
    retention.pin("s", "a", "INC-4711", now.plus(Duration.ofDays(2)));
    Files.writeString(home.resolve("pins/s/a.properties"), "until=tomorrow");
    clock.advance(Duration.ofDays(30));
    HomePlan plan = retention.apply(maxAge(5)).plan();
    assertThat(things.ids()).containsExactly("s/a");
    assertThat(plan.plans().get(0).kept().get(0).kept()).contains("cannot be read");
    retention.unpin("s", "a", "damaged");
    retention.apply(maxAge(5));
    assertThat(things.ids()).isEmpty();
  }

  @Test
  void pin_ofNothing_orWithoutReason_orInThePast_isRefused() {
    add("s/a", 1);
    Instant until = now.plus(Duration.ofDays(1));
    assertThatThrownBy(() -> retention.pin("s", "none", "why", until))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("run none of stream s");
    assertThatThrownBy(() -> retention.pin("s", "a", " ", until))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> retention.pin("s", "a", "why", now))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> retention.pin("s", "a", "why", now.plus(Duration.ofDays(9_000))))
        .isInstanceOf(ConfigurationException.class);
    assertThat(home.resolve("pins")).doesNotExist();
  }

  @Test
  void run_isDeletedOnRequest_withItsReason_whateverItsAge() throws IOException {
    add("s/a", 0);
    add("s/b", 0);
    assertThat(retention.planRun("s", "a", RetentionPart.ALL, "GDPR-7").freedBytes())
        .isEqualTo(100);
    retention.purgeRun("s", "a", RetentionPart.ALL, "GDPR-7");
    assertThat(things.ids()).containsExactly("s/b");
    assertThat(audit().get(0)).contains("\"reason\":\"GDPR-7\"", "\"rule\":\"request\"");
    assertThatThrownBy(() -> retention.purgeRun("s", "a", RetentionPart.ALL, "again"))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(audit()).hasSize(2);
  }

  @Test
  void minFree_takesTheOldestOfAllThatMayGo_andSaysWhereThatIsNotEnough() throws IOException {
    add("s/a", 3);
    add("s/b", 2);
    add("s/c", 1);
    long free = Files.getFileStore(home).getUsableSpace();
    RetentionPolicies policies =
        RetentionPolicies.builder()
            .runBundles(RetentionPolicy.builder().maxCount(9).keepLast(1).build())
            .minFreeBytes(free + (1L << 40))
            .build();
    HomePlan plan = retention.plan(policies);
    assertThat(plan.plans().get(0).deletions())
        .extracting(d -> d.item().id() + " " + d.rule())
        .containsExactly("s/a min-free", "s/b min-free");
    assertThat(plan.notes()).anyMatch(note -> note.contains("less free than the policy wants"));
    RetentionPolicies enough =
        RetentionPolicies.builder()
            .runBundles(RetentionPolicy.builder().maxCount(9).build())
            .minFreeBytes(1)
            .build();
    assertThat(retention.plan(enough).deletionCount()).isZero();
  }

  @Test
  void whatWasCutOff_isGoneOnWith_beforeAnythingElse() throws IOException {
    add("s/a", 9);
    things.stuck.add("s/a");
    PurgeReport stuck = retention.apply(maxAge(5));
    assertThat(stuck.failures()).hasSize(1);
    assertThat(stuck.head().open()).isEqualTo(1);
    assertThat(things.ids()).isEmpty();
    assertThat(home.resolve("trash")).isNotEmptyDirectory();
    // In the hands of a live process it is left alone.
    things.stuck.clear();
    assertThat(retention.apply(maxAge(5)).head().open()).isEqualTo(1);
    ownerIsGone();
    retention = retention(Duration.ofDays(31));
    PurgeReport report = retention.apply(maxAge(5));
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(report.head().open()).isZero();
    assertThat(home.resolve("trash")).isEmptyDirectory();
    assertThat(audit().get(audit().size() - 1)).contains("purge_done", "\"resumed\":true");
    assertThat(retention.audit().verify(null).isSound()).isTrue();
  }

  // The same entries as another process would have left them.
  private void ownerIsGone() throws IOException {
    List<String> entries = audit();
    Files.delete(home.resolve("audit/audit.jsonl"));
    String intent = entries.get(0);
    String purge = field(intent, "purge");
    retention
        .audit()
        .append(
            AuditEntry.of("purge_intended", "grace", "older than 5h")
                .with("purge", purge)
                .with("kind", "run_bundle")
                .with("id", "s/a")
                .with("part", "all")
                .with("bytes", 100)
                .with("newest", now)
                .with("owner", "1-1"));
  }

  private static String field(String json, String name) {
    String key = "\"" + name + "\":\"";
    int from = json.indexOf(key) + key.length();
    return json.substring(from, json.indexOf('"', from));
  }

  @Test
  void intentOfWhichNothingWasDone_isEnded_andDecidedAnew() throws IOException {
    add("s/a", 9);
    retention
        .audit()
        .append(
            AuditEntry.of("purge_intended", "grace", "older than 5h")
                .with("purge", "00000000000000aa")
                .with("kind", "run_bundle")
                .with("id", "s/a")
                .with("part", "all")
                .with("owner", "1-1"));
    PurgeReport report = retention.apply(maxAge(50));
    assertThat(things.ids()).containsExactly("s/a");
    assertThat(report.head().open()).isZero();
    assertThat(audit().get(1)).contains("purge_failed", "cut off before anything was deleted");
  }

  @Test
  void whatLiesInTheTrash_andNobodyKnowsOf_isDeleted() throws IOException {
    Path stray = Files.createDirectories(home.resolve("trash/00000000000000bb/deep"));
    Files.writeString(stray.resolve("file"), "old");
    retention.apply(maxAge(5));
    assertThat(home.resolve("trash")).isEmptyDirectory();
    assertThat(audit().get(0)).contains("trash_emptied", "00000000000000bb");
  }

  @Test
  void whatCannotBeDeleted_isLeftAloneForAWhile_andTriedAgain() throws IOException {
    add("s/a", 9);
    things.unremovable.add("s/a");
    assertThat(retention.apply(maxAge(5)).failures()).hasSize(1);
    assertThat(retention.apply(maxAge(5)).failures()).isEmpty();
    assertThat(audit()).hasSize(2);
    things.unremovable.clear();
    clock.advance(Duration.ofMinutes(1));
    assertThat(retention.apply(maxAge(5)).deleted()).isEqualTo(1);
  }

  @Test
  void kindThatCannotBeListed_costsTheOthersNothing() throws IOException {
    add("s/a", 9);
    RetentionTarget broken =
        new Things(home) {
          @Override
          public String kind() {
            return "log_file";
          }

          @Override
          public List<RetentionItem> items() throws IOException {
            throw new IOException("no answer");
          }
        };
    retention = HomeRetention.of(home).clock(clock).targets(List.of(broken, things)).build();
    RetentionPolicy hours = RetentionPolicy.builder().maxAge(Duration.ofHours(5)).build();
    PurgeReport report =
        retention.apply(RetentionPolicies.builder().runBundles(hours).logFiles(hours).build());
    assertThat(report.deleted()).isEqualTo(1);
    assertThat(report.troubles()).singleElement().asString().contains("log_file", "no answer");
  }

  @Test
  void pinsThatCannotBeListed_keepEverything() throws IOException {
    add("s/a", 9);
    Files.writeString(home.resolve("pins"), "no folder");
    assertThatThrownBy(() -> retention.apply(maxAge(5))).isInstanceOf(IOException.class);
    assertThat(things.ids()).containsExactly("s/a");
  }

  @Test
  void pinnedRun_losesNoMedia_thatWereAboutToGo() throws IOException {
    add("s/a", 9);
    retention
        .audit()
        .append(
            AuditEntry.of("purge_intended", "grace", "media")
                .with("purge", "00000000000000aa")
                .with("kind", "run_bundle")
                .with("id", "s/a")
                .with("part", "media")
                .with("owner", "1-1"));
    retention.pin("s", "a", "INC-4711", now.plus(Duration.ofDays(2)));
    assertThat(retention.apply(maxAge(5)).head().open()).isEqualTo(1);
    assertThat(things.ids()).containsExactly("s/a");
  }

  @Test
  void doubtOfTheClock_outlivesARestart() throws IOException {
    for (int n = 0; n < 3; n++) {
      add("s/" + n, n + 1);
    }
    clock.jumpWallClock(Duration.ofDays(365));
    retention = retention(Duration.ofDays(1));
    assertThat(retention.apply(maxAge(24 * 30)).deleted()).isZero();
    things.add("s/new", 100, clock.now());
    clock.advance(Duration.ofMinutes(5));
    retention = retention(Duration.ofDays(1));
    assertThat(retention.apply(maxAge(24 * 30)).deleted()).isZero();
    clock.advance(Duration.ofHours(12));
    retention = retention(Duration.ofDays(1));
    assertThat(retention.apply(maxAge(24 * 30)).deleted()).isEqualTo(3);
  }

  @Test
  void doubtOfTheClock_holdsAgesBackOnly() throws IOException {
    add("s/old", 24 * 3);
    retention = retention(Duration.ofDays(1));
    retention.apply(runs(RetentionPolicy.builder().maxBytes(250L)));
    clock.advance(Duration.ofMinutes(5));
    for (int n = 0; n < 3; n++) {
      things.add("s/new" + n, 100, clock.now().minusSeconds(n));
    }
    PurgeReport report = retention.apply(runs(RetentionPolicy.builder().maxBytes(250L)));
    assertThat(report.deleted()).isEqualTo(2);
    assertThat(things.ids()).containsExactly("s/new0", "s/new1");
  }

  @Test
  void damagedAudit_holdsEverythingUp_andSaysWhatToDo() throws IOException {
    add("s/a", 9);
    add("s/b", 9);
    Files.createDirectories(home.resolve("audit"));
    Files.writeString(home.resolve("audit/audit.jsonl"), "{\"hash\":\"\"}\n");
    assertThatThrownBy(() -> retention.apply(maxAge(5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("obs audit verify")
        .hasMessageContaining("OBS-AUDIT-001");
    assertThat(things.ids()).containsExactly("s/a", "s/b");
  }

  @Test
  void clockAYearAhead_deletesNothing_afterALongSilence_untilItIsBelieved() throws IOException {
    add("s/a", 1);
    clock.jumpWallClock(Duration.ofDays(365));
    retention = retention(Duration.ofDays(31));
    HomePlan plan = retention.plan(maxAge(24 * 40));
    assertThat(plan.deletionCount()).isZero();
    assertThat(plan.notes()).anyMatch(note -> note.contains("clock may be wrong"));
    clock.advance(Duration.ofHours(13));
    assertThat(retention.plan(maxAge(24 * 40)).deletionCount()).isEqualTo(1);
  }

  @Test
  void clockAYearBack_deletesNothing_andSaysSo() throws IOException {
    add("s/a", 1);
    clock.jumpWallClock(Duration.ofDays(-365));
    retention = retention(Duration.ofDays(31));
    HomePlan plan = retention.apply(runs(RetentionPolicy.builder().maxBytes(1L))).plan();
    assertThat(things.ids()).containsExactly("s/a");
    assertThat(plan.plans().get(0).kept().get(0).kept()).contains("dated in the future");
  }

  @Test
  void kindThatNobodyStores_isANote() throws IOException {
    RetentionPolicies policies =
        RetentionPolicies.builder().sessions(RetentionPolicy.builder().maxCount(1).build()).build();
    assertThat(retention.apply(policies).plan().notes()).anyMatch(note -> note.contains("session"));
  }
}
