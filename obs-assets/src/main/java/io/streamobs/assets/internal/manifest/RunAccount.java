package io.streamobs.assets.internal.manifest;

import io.streamobs.Outcome;
import io.streamobs.assets.internal.journal.JournalLine;
import io.streamobs.event.LibraryEvent;
import io.streamobs.event.RecordField;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the journals of a run say, as far as they were read. What it keeps does not grow with the
 * number of fragments: those that ended are counted, and handed on.
 */
final class RunAccount {

  private static final int MOST_FAILURES = 100;
  private static final int MOST_STAGES = 999;
  private static final int MOST_HELD = 1_000;
  // Others are read for theirs.
  private static final int MOST_CHECKSUMS = 20_000;

  /** Hears of each fragment that ended. */
  interface FragmentListener {
    void ended(String journal, String instanceId, FragmentAccount fragment, JsonNode end);
  }

  private final FragmentListener listener;
  private final Map<String, InstanceAccount> instances = new LinkedHashMap<>();
  private final Map<String, StageAccount> stages = new LinkedHashMap<>();
  private final Map<Captured, String> discarded = new HashMap<>();
  private final Map<String, String> checksums = new HashMap<>();
  private final OutcomeCounts fragments = new OutcomeCounts();
  private final Latencies fragmentLatencies = new Latencies();
  private final MediaPurged mediaPurged = new MediaPurged();
  private final FirstAndLast failures = new FirstAndLast(MOST_FAILURES);
  private final ObjectNode identity = JsonNodeFactory.instance.objectNode();
  private List<String> declaredStages = List.of();
  private @Nullable JsonNode lastEnd;
  private @Nullable Outcome worstEnd;
  private String started = "";
  private String lastSeen = "";
  private long firstFragment = -1;
  private long lastFragment = -1;

  RunAccount(FragmentListener listener) {
    this.listener = listener;
  }

  /**
   * @param journal the name of the journal that the line is from
   */
  void accept(String journal, JournalLine line) {
    JsonNode record = line.record();
    if (Records.event(record).equals(LibraryEvent.ASSET_DISCARDED.json())) {
      String reason = Records.detail(record, "reason").asString("");
      discarded.put(Captured.of(record, "file"), reason);
      if (reason.equals(Tombstone.PURGED)) {
        mediaPurged.add(record);
      }
      return;
    }
    InstanceAccount instance =
        instances.computeIfAbsent(
            Records.text(record, RecordField.INSTANCE_ID), InstanceAccount::new);
    instance.seen(record);
    instance.journal = journal;
    identified(record);
    switch (Records.event(record)) {
      case "instance_started" -> instance.started(record);
      case "instance_stopped" -> instance.runEnded();
      case "run_started", "run_resumed" -> runBegan(instance, record);
      case "run_finished" -> runEnded(instance, record);
      case "fragment_started" -> fragment(instance, record);
      case "fragment_finished" -> fragmentEnded(journal, instance, record);
      case "stage_started" -> stageBegan(instance, record);
      case "stage_finished" -> stageEnded(instance, record);
      case "stage_error" -> trouble(instance, record, /* error= */ true);
      case "stage_warning", "stage_stalled" -> trouble(instance, record, /* error= */ false);
      case "asset_recorded" -> recorded(instance, record);
      case "capture_started" -> instance.capture(record, /* begins= */ true);
      case "capture_ended" -> instance.capture(record, /* begins= */ false);
      case "records_dropped" -> instance.lost(record);
      default -> {} // the application's own, and what is of no account
    }
    handOn(instance, /* all= */ false);
  }

  /**
   * Hands on what the instances have open that will not go on, as interrupted.
   *
   * @param journals of those instances
   */
  void handOnInterrupted(Predicate<String> journals) {
    for (InstanceAccount instance : instances.values()) {
      if (journals.test(instance.journal)) {
        ObjectNode end = JsonNodeFactory.instance.objectNode();
        end.put(RecordField.TS.json(), instance.lastRecord());
        end.put(RecordField.OUTCOME.json(), "interrupted");
        for (FragmentAccount fragment : instance.takeInterrupted()) {
          listener.ended(instance.journal, instance.instanceId, fragment, end);
        }
      }
    }
  }

  private void recorded(InstanceAccount instance, JsonNode record) {
    instance.assets.recorded(record);
    String captured = Records.detail(record, "captured").asString("");
    boolean fits = checksums.containsKey(captured) || checksums.size() < MOST_CHECKSUMS;
    if (!captured.isEmpty() && fits) {
      checksums.put(captured, Records.detail(record, "sha256").asString(""));
    }
  }

  /** The SHA-256 of contents as they were captured, of as many as are known. */
  Map<String, String> checksums() {
    return checksums;
  }

  // In the order of their ends; those whose assets are not known yet hold up the ones behind them.
  private void handOn(InstanceAccount instance, boolean all) {
    Deque<InstanceAccount.EndedFragment> ended = instance.endedFragments;
    while (!ended.isEmpty()) {
      InstanceAccount.EndedFragment next = ended.element();
      if (!next.fragment().isSettled() && ended.size() <= MOST_HELD && !all) {
        return;
      }
      ended.remove();
      listener.ended(next.journal(), instance.instanceId, next.fragment(), next.end());
    }
  }

  /** Hands on fragments of whose assets nothing more is expected. */
  void handOnAll() {
    instances.values().forEach(instance -> handOn(instance, /* all= */ true));
  }

  // Those of the process stand outside of any run.
  private void identified(JsonNode record) {
    if (!Records.text(record, RecordField.RUN_ID).equals("-")) {
      if (identity.isEmpty()) {
        Records.copy(
            record,
            identity,
            RecordField.STREAM_ID,
            RecordField.RUN_ID,
            RecordField.CORRELATION_ID,
            RecordField.SESSION_ID,
            RecordField.SERVICE,
            RecordField.COMPONENT);
      }
      String ts = Records.ts(record);
      lastSeen = ts.compareTo(lastSeen) > 0 ? ts : lastSeen;
      started = started.isEmpty() || ts.compareTo(started) < 0 ? ts : started;
    }
  }

  private void runBegan(InstanceAccount instance, JsonNode record) {
    instance.runBegan();
    JsonNode declared = Records.detail(record, "stages");
    if (declared.isArray() && declaredStages.isEmpty()) {
      declaredStages = declared.valueStream().map(JsonNode::asString).toList();
    }
  }

  private void runEnded(InstanceAccount instance, JsonNode record) {
    instance.runEnded();
    JsonNode before = lastEnd;
    if (before == null || Records.ts(record).compareTo(Records.ts(before)) >= 0) {
      lastEnd = record;
    }
    Outcome outcome = Records.outcome(record);
    if (outcome != null) {
      worstEnd = worstEnd == null ? outcome : worstEnd.worse(outcome);
    }
  }

  private static FragmentAccount fragment(InstanceAccount instance, JsonNode record) {
    return instance.fragment(Records.number(record, RecordField.FRAGMENT_SEQ), Records.ts(record));
  }

  // None for what outlived its fragment, as a detached stage may.
  private static @Nullable FragmentAccount openFragment(InstanceAccount instance, JsonNode record) {
    return instance.openFragments.get(Records.number(record, RecordField.FRAGMENT_SEQ));
  }

  private void fragmentEnded(String journal, InstanceAccount instance, JsonNode record) {
    FragmentAccount fragment = fragment(instance, record);
    instance.openFragments.remove(fragment.seq);
    Outcome outcome = Records.outcome(record);
    if (outcome == null) {
      return;
    }
    fragments.add(outcome);
    fragmentLatencies.add(Records.number(record, RecordField.DURATION_MS));
    firstFragment = firstFragment < 0 ? fragment.seq : Math.min(firstFragment, fragment.seq);
    lastFragment = Math.max(lastFragment, fragment.seq);
    instance.endedFragments.add(new InstanceAccount.EndedFragment(journal, fragment, record));
  }

  private void stageBegan(InstanceAccount instance, JsonNode record) {
    stage(record).started(record);
    instance.stageStarted(
        Records.text(record, RecordField.SPAN_ID),
        new InstanceAccount.OpenStage(
            Records.text(record, RecordField.STAGE),
            Records.ts(record),
            Records.number(record, RecordField.FRAGMENT_SEQ)));
  }

  private void stageEnded(InstanceAccount instance, JsonNode record) {
    stage(record).ended(record);
    InstanceAccount.OpenStage open =
        instance.openStages.remove(Records.text(record, RecordField.SPAN_ID));
    FragmentAccount fragment = openFragment(instance, record);
    if (fragment != null) {
      fragment.stageEnded(StageEnd.json(record, open == null ? "" : open.started()));
    }
    namedAssets(instance, record, fragment);
    if (Records.outcome(record) == Outcome.FAILURE) {
      failures.add(failure(record));
    }
  }

  private void namedAssets(
      InstanceAccount instance, JsonNode record, @Nullable FragmentAccount fragment) {
    StageAccount stage = stage(record);
    boolean inFragment = record.has(RecordField.FRAGMENT_SEQ.json());
    for (int i = 0; i < StageAccount.ROLES.length; i++) {
      int role = i;
      for (JsonNode asset : Records.detail(record, StageAccount.ROLES[role])) {
        if (asset instanceof ObjectNode named) {
          stage.named(role, named, inFragment);
          instance.assets.named(
              Records.text(record, RecordField.SPAN_ID),
              named,
              fragment,
              all -> known(instance, stage, role, all, inFragment));
        }
      }
    }
  }

  private void known(
      InstanceAccount instance,
      StageAccount stage,
      int role,
      ObjectNode asset,
      boolean inFragment) {
    String why =
        discarded.get(
            new Captured(
                instance.instanceId,
                asset.path("captured").asString(""),
                asset.path("sha256").asString("")));
    if (why != null) {
      asset.remove("captured");
      asset.put("discarded", why);
    }
    stage.known(role, asset, inFragment);
  }

  private static ObjectNode failure(JsonNode record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("ts", Records.ts(record));
    Records.copy(
        record,
        json,
        RecordField.INSTANCE_ID,
        RecordField.FRAGMENT_SEQ,
        RecordField.STAGE,
        RecordField.SPAN_ID,
        RecordField.ERROR_CODE,
        RecordField.MESSAGE);
    return json;
  }

  private void trouble(InstanceAccount instance, JsonNode record, boolean error) {
    stage(record).trouble(record, error);
    FragmentAccount fragment = openFragment(instance, record);
    if (fragment != null) {
      fragment.trouble(record);
    }
  }

  // An application that makes stage names out of data has one account for all that are too many.
  private StageAccount stage(JsonNode record) {
    String name = Records.text(record, RecordField.STAGE);
    boolean fits = stages.containsKey(name) || stages.size() < MOST_STAGES;
    return stages.computeIfAbsent(fits ? name : "other", StageAccount::new);
  }

  /** Who made it: {@code streamId}, {@code runId} and so on. */
  ObjectNode identity() {
    return identity;
  }

  List<String> declaredStages() {
    return declaredStages;
  }

  /** In the order of their first use. */
  Collection<StageAccount> stages() {
    return stages.values();
  }

  Map<String, InstanceAccount> instances() {
    return instances;
  }

  /** How many of the stage's executions are open in those instances that pass. */
  long open(String stage, Predicate<InstanceAccount> in) {
    return instances.values().stream()
        .filter(in)
        .flatMap(instance -> instance.openStages.values().stream())
        .filter(open -> open.stage().equals(stage))
        .count();
  }

  /**
   * What the run's manifest says beside its stages and files.
   *
   * @param isAtWork whether an instance goes on with the run
   */
  ObjectNode json(Predicate<InstanceAccount> isAtWork) {
    ObjectNode json = identity.deepCopy();
    boolean running = instances.values().stream().anyMatch(isAtWork);
    JsonNode end = lastEnd;
    boolean completed =
        end != null
            && Records.detail(end, "completion").asString("").equals("completed")
            && instances.values().stream().noneMatch(i -> i.wasCutOffAfter(Records.ts(end)));
    json.put("status", running ? "running" : completed ? "completed" : "interrupted");
    if (worstEnd != null) {
      json.put(RecordField.OUTCOME.json(), worstEnd.json());
    }
    json.put("started", started);
    json.put("last_record", lastSeen);
    if (end != null) {
      json.put("ended", Records.ts(end));
      Records.copy(end, json, RecordField.DURATION_MS, RecordField.ERROR_CODE, RecordField.ERROR);
      Records.copyDetails(end, json, "reason", "interruption");
    }
    ArrayNode list = json.putArray("instances");
    instances.values().stream()
        .sorted(Comparator.comparing(InstanceAccount::firstRecord))
        .forEach(i -> list.add(i.json(isAtWork.test(i))));
    putFragments(json, isAtWork);
    failures.put(json, "failures");
    long lost = instances.values().stream().mapToLong(InstanceAccount::lost).sum();
    json.put("records_lost", lost);
    mediaPurged.put(json);
    return json;
  }

  private void putFragments(ObjectNode json, Predicate<InstanceAccount> isAtWork) {
    long interrupted =
        instances.values().stream()
            .filter(isAtWork.negate())
            .mapToLong(i -> i.openFragments.size())
            .sum();
    ObjectNode of = json.putObject("fragments");
    of.put("count", fragments.count() + interrupted);
    if (firstFragment >= 0) {
      of.put("first", firstFragment);
      of.put("last", lastFragment);
    }
    of.set("outcomes", fragments.json(interrupted));
    of.set("latency", fragmentLatencies.json());
  }
}
