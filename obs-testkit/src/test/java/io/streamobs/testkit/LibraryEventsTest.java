package io.streamobs.testkit;

import static io.streamobs.testkit.ObsAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamobs.DetachedStage;
import io.streamobs.ErrorCode;
import io.streamobs.FragmentScope;
import io.streamobs.LogFileBuilder;
import io.streamobs.Obs;
import io.streamobs.ObsProcess;
import io.streamobs.RecordSinks;
import io.streamobs.RunScope;
import io.streamobs.StageScope;
import io.streamobs.WorkScope;
import io.streamobs.event.LibraryEvent;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.RecordSink;
import io.streamobs.spi.RetentionPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** What the library itself records, in every case that it knows, is valid by its own schema. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryEventsTest {

  private static final ErrorCode CODE =
      ErrorCode.of("DUB-MEDIA-001", "The stream is silent.", "Check the encoder.");

  // Seen in the tests of the modules that record them.
  private static final EnumSet<LibraryEvent> OF_PLUG_INS =
      EnumSet.of(
          LibraryEvent.ASSET_RECORDED,
          LibraryEvent.ASSETS_DROPPED,
          LibraryEvent.ASSET_DISCARDED,
          LibraryEvent.CAPTURE_STARTED,
          LibraryEvent.CAPTURE_ENDED,
          LibraryEvent.RETENTION_APPLIED,
          LibraryEvent.RETENTION_LIMITED);

  @TempDir private Path logs;
  private final Set<LibraryEvent> seen = EnumSet.noneOf(LibraryEvent.class);
  private final FakeClock clock = new FakeClock();
  private ObsRecorder recorder;

  private Obs open(ObsRecorder.Builder builder) {
    recorder = builder.clock(clock).ids(new FakeIds()).open();
    return recorder.obs();
  }

  private Obs open() {
    return open(ObsRecorder.builder());
  }

  @AfterEach
  void everyRecord_isValid() {
    recorder.close();
    assertThat(recorder.log()).everyRecordMatchesSchema().everyRecordHasRequiredFields();
    assertThat(recorder.log()).isCorrelated().timingsAreNotNegative();
    for (RecordView record : recorder.log().records()) {
      for (LibraryEvent event : LibraryEvent.values()) {
        if (record.is(event)) {
          seen.add(event);
        }
      }
    }
  }

  @AfterAll
  void everyEvent_wasSeen() {
    assertThat(seen).isEqualTo(EnumSet.complementOf(OF_PLUG_INS));
  }

  private void awaitEvent(LibraryEvent event) {
    await().untilAsserted(() -> assertThat(recorder.log()).withEvent(event).isNotEmpty());
  }

  @Test
  void runs_fragmentsAndStages_ofEveryOutcome() {
    try (RunScope run = open().run("stream-42").traceId("trace-1").open()) {
      run.stage("ingest").run(stage -> stage.input("audio", new byte[3]));
      endInEveryWay(run);
      try (StageScope outer = run.stage("outer").open();
          StageScope inner = outer.stage("inner").open()) {
        inner.fail(CODE, new IOException());
      }
      run.stage("encode")
          .run(
              stage ->
                  stage.follow("echo", new ByteArrayInputStream("said".getBytes(UTF_8))).close());
      run.attribute("rate", 1.5);
      run.event("custom").level(Level.WARN).field("attempt", 2).field("backoff_ms", 10).emit();
    }
    assertThat(recorder.log()).ofFragment(4).withEvent("fragment_finished").hasSize(1);
  }

  private static void endInEveryWay(RunScope run) {
    for (int i = 0; i < 6; i++) {
      try (FragmentScope fragment =
              run.fragment(i)
                  .id("f" + i)
                  .batch(i)
                  .media(Duration.ZERO, Duration.ofMillis(960))
                  .open();
          StageScope stage = fragment.stage("normalise").open()) {
        stage.config("lufs", -23.0);
        stage.output("segment", Path.of("/tmp/out.ts"));
        stage.intermediate("wav", Path.of("/tmp/a.wav"), "for tests");
        stage.timing("resample", Duration.ofMillis(3));
        end(stage, i);
      }
    }
  }

  private static void end(StageScope stage, int way) {
    switch (way) {
      case 0 -> stage.succeed();
      case 1 -> stage.degrade("half the rate");
      case 2 -> stage.fail(new IllegalStateException("no\naudio", new IOException("cause")));
      case 3 -> stage.fail(CODE, "silent");
      case 4 -> stage.skip("nothing to do");
      default -> {} // unmarked
    }
  }

  @Test
  void run_failsByItsParts() {
    try (RunScope run = open().run("stream-42").open();
        FragmentScope fragment = run.fragment(1).open();
        StageScope stage = fragment.stage("publish").open()) {
      stage.fail(new IOException("disk full"));
    }
    assertThat(recorder.log()).withEvent("run_finished").hasSize(1);
  }

  @Test
  void run_leftOpen_andResumed() {
    Obs obs = open(ObsRecorder.builder().temporaryHome());
    try (RunScope run = obs.run("stream-42").open()) {
      run.interrupt("restart");
    }
    await()
        .untilAsserted(
            () -> {
              try (RunScope resumed = obs.run("stream-42").resume()) {
                resumed.interrupt("once more");
                assertThat(resumed.resumed()).isTrue();
              }
            });
  }

  @Test
  void obs_closedWithOpenScopes() {
    RunScope run = open().run("stream-42").open();
    StageScope stage = run.stage("ingest").open();
    recorder.close();
    stage.close();
    assertThat(recorder.log()).withEvent("run_finished").hasSize(1);
  }

  @Test
  void work_withTimingsOfAllNames() throws Exception {
    try (WorkScope work = open().work("publish_image").correlationId("req-1:a.b_c").open()) {
      work.time("archive", () -> null);
      work.timing("duration", Duration.ofMillis(5)); // the contract's own name
      work.timing("backoff", Duration.ofMillis(5));
      work.timing("negative", Duration.ofMillis(-5));
      work.attribute("level", "loud");
      work.succeed();
    }
  }

  @Test
  void timing_thatIsNoNumber_movesUnderDetails() {
    try (WorkScope work = open().work("import").open()) {
      work.attribute("upload_ms", "soon");
      work.attribute("offset_ms", -40);
      work.succeed();
    }
    RecordView end = assertThat(recorder.log()).withEvent("work_finished").actual().get(0);
    assertThat(end.detail("upload_ms")).isEqualTo("soon");
    assertThat(end.detail("offset_ms")).isEqualTo(-40L);
    assertThat(recorder.log()).everyRecordMatchesSchema();
    recorder.log().clear(); // the assertion on timings is right to complain
  }

  @Test
  void stage_warningErrorAndStall() {
    try (RunScope run = open().run("stream-42").open();
        DetachedStage stage = run.stage("ingest").deadline(Duration.ofSeconds(1)).openDetached()) {
      stage.warning("buffer is low");
      stage.error(CODE, "one packet lost");
      stage.error(new IOException());
      clock.advance(Duration.ofSeconds(2));
      awaitEvent(LibraryEvent.STAGE_STALLED);
      stage.succeed();
    }
  }

  @Test
  void misuse_ofEveryKindThatOneThreadCanDo() {
    Obs obs = open();
    try (RunScope run = obs.run(" ").runId("not an id").open()) {
      run.close();
      run.attribute("late", 1);
    }
    obs.run("stream-42").open().fragment(-1).open().close();
    obs.work("").open().close();
    awaitEvent(LibraryEvent.API_MISUSE);
  }

  @Test
  void uncaughtException() throws InterruptedException {
    Obs obs = open(ObsRecorder.builder().settings(b -> b.captureUncaught(true)));
    Thread thread =
        new Thread(
            () -> {
              try (WorkScope work = obs.work("import").open()) {
                throw new IllegalStateException("nobody catches this");
              }
            });
    thread.start();
    thread.join();
    awaitEvent(LibraryEvent.UNCAUGHT_EXCEPTION);
  }

  @Test
  void records_dropped() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Obs obs =
        open(
            ObsRecorder.builder()
                .settings(b -> b.queueCapacity(64).sink(new Holding(held, released))));
    held.await();
    for (int i = 0; i < 200; i++) {
      obs.event("tick").emit();
    }
    released.countDown();
    awaitEvent(LibraryEvent.RECORDS_DROPPED);
  }

  @Test
  void pipeline_tellsItsHealth() {
    Obs obs =
        open(
            ObsRecorder.builder()
                .settings(
                    b -> b.healthEvery(Duration.ofMinutes(1)).sampleSuccesses("normalise", 2)));
    try (RunScope run = obs.run("stream-42").open()) {
      for (int i = 0; i < 3; i++) {
        try (FragmentScope fragment = run.fragment(i).open()) {
          fragment.stage("normalise").run(stage -> {});
        }
      }
    }
    clock.advance(Duration.ofMinutes(1));
    awaitEvent(LibraryEvent.PIPELINE_HEALTH);
  }

  @Test
  void sink_failsAndRecovers() {
    Failing sink = new Failing();
    Obs obs = open(ObsRecorder.builder().settings(b -> b.sink(sink)));
    obs.event("tick").emit();
    awaitEvent(LibraryEvent.SINK_FAILED);
    sink.broken = false;
    awaitEvent(LibraryEvent.SINK_RECOVERED);
  }

  @Test
  void home_thatCannotBeWritten() throws IOException {
    Obs obs = open(ObsRecorder.builder().temporaryHome());
    Files.writeString(recorder.home().resolve("locks"), "a file where a folder belongs");
    obs.run("stream-42").open().close();
    awaitEvent(LibraryEvent.HOME_TROUBLE);
  }

  private Obs openWithFiles(UnaryOperator<LogFileBuilder> settings) {
    LogFileBuilder file = RecordSinks.file(logs).name("dub").maxFileBytes(1 << 16);
    return open(ObsRecorder.builder().settings(b -> b.sink(settings.apply(file).build())));
  }

  private void log(Obs obs, int lines) {
    for (int i = 0; i < lines; i++) {
      obs.event("tick").emit();
    }
    assertThat(obs.flush(Duration.ofSeconds(20))).isTrue();
  }

  private Path left(String name, String text) throws IOException {
    Path file = Files.writeString(logs.resolve(name), text);
    Files.setLastModifiedTime(
        file, FileTime.from(clock.now().minus(Duration.ofDays(2)))); // by the test's clock
    return file;
  }

  @Test
  void logFile_rotates_andIsRotatedByOthers() throws IOException {
    Obs obs = openWithFiles(file -> file);
    log(obs, 500);
    awaitEvent(LibraryEvent.LOG_ROTATED);
    TemporaryHome.delete(logs);
    log(obs, 1);
    awaitEvent(LibraryEvent.LOG_FILE_CHANGED);
  }

  @Test
  void logFile_thatCannotBeFollowed() throws IOException {
    String file = "dub_" + ObsProcess.instanceId() + "_%04d.jsonl";
    for (int number = 2; number < 200; number++) {
      Files.createDirectory(logs.resolve(file.formatted(number)));
    }
    log(openWithFiles(f -> f), 500);
    awaitEvent(LibraryEvent.ROTATION_FAILED);
  }

  @Test
  void logFile_ofAProcessThatIsGone() throws IOException {
    left(
        "dub_=gone_0001.jsonl",
        "{\"ts\":\"2026-01-01T00:00:00.000Z\",\"level\":\"INFO\",\"seq\":1,}\ntorn");
    left(".dub_=gone_2147483646-1.owner", "instanceId=gone\nmost_waiting=9\n");
    log(openWithFiles(f -> f), 1);
    awaitEvent(LibraryEvent.UNCLEAN_END);
    RecordView end = assertThat(recorder.log()).withEvent(LibraryEvent.UNCLEAN_END).actual().get(0);
    assertThat(end.detail("last_seq")).isEqualTo(1L);
    assertThat(end.detail("torn_bytes")).isEqualTo(4L);
  }

  @Test
  void logFile_ofBefore_isDeleted() throws IOException {
    Path old = left("dub_=gone_0001.jsonl", "{}\n");
    RetentionPolicy hours = RetentionPolicy.builder().maxAge(Duration.ofHours(12)).build();
    log(openWithFiles(file -> file.keep(hours)), 1);
    awaitEvent(LibraryEvent.RETENTION_DELETED);
    assertThat(old).doesNotExist();
  }

  @Test
  void logFolder_thatCannotBeLookedAfter() throws IOException {
    Files.createDirectory(logs.resolve(".obs-files.lock"));
    log(openWithFiles(f -> f), 1);
    awaitEvent(LibraryEvent.RETENTION_FAILED);
  }

  @Test
  void hostileTexts_everywhere() {
    String hostile =
        "\"}\\\n\r\t\0\u0007../../etc/passwd\u2028\uD800 \uDC00\uD83D\uDE00 {}%s${jndi:ldap://x}";
    for (String text : new String[] {hostile, hostile.repeat(200), "..", "\uD800", "\"", "%n"}) {
      hostile(open(ObsRecorder.builder().service(text.substring(0, 1) + "s")), text);
      assertThat(recorder.log()).everyRecordMatchesSchema().isCorrelated();
      recorder.close();
    }
  }

  private void hostile(Obs obs, String text) {
    try (WorkScope work = obs.work(text).correlationId(text).traceId(text).open();
        RunScope run = obs.run(text).runId(text).correlationId(text).open();
        FragmentScope fragment = run.fragment(Long.MAX_VALUE).id(text).batch(-5).open();
        StageScope stage = fragment.stage(text).open()) {
      stage.attribute(text, text);
      stage.attribute("some_text", text);
      stage.config(text, Map.of(text, text));
      stage.input(text, Path.of("a"));
      stage.timing(text, Duration.ofMillis(1));
      stage.warning(text);
      stage.error(new IllegalStateException(text));
      stage.event(text).message(text).field(text, text).field("error_code", text).emit();
      stage.attribute("broken", Broken.CONSTANT);
      stage.fail(CODE, text);
      run.attribute("broken", Broken.CONSTANT);
      FakeLogging.log(text);
    }
  }

  private enum Broken {
    CONSTANT;

    @Override
    public String toString() {
      throw new IllegalStateException("not today");
    }
  }

  private record Holding(CountDownLatch held, CountDownLatch released) implements RecordSink {
    @Override
    public String name() {
      return "holding";
    }

    @Override
    public boolean accepts(CapturedRecord record) {
      if (held.getCount() > 0) {
        held.countDown();
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return false;
    }

    @Override
    public void write(ByteBuffer lines) {
      lines.position(lines.limit());
    }
  }

  private static final class Failing implements RecordSink {

    private volatile boolean broken = true;

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public void write(ByteBuffer lines) throws IOException {
      if (broken) {
        throw new IOException("no space left on device");
      }
      lines.position(lines.limit());
    }
  }
}
