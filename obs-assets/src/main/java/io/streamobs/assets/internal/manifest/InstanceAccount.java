package io.streamobs.assets.internal.manifest;

import io.streamobs.event.RecordField;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What one process did in a run, and what is going on in it. */
final class InstanceAccount {

  // Their ends may be lost; what is the oldest then is given up.
  private static final int MOST_OPEN = 20_000;
  private static final int MOST_LOSSES = 1_000;

  /** A stage that was begun. */
  record OpenStage(String stage, String started, long fragmentSeq) {}

  final String instanceId;
  final Map<String, OpenStage> openStages = new LinkedHashMap<>();
  final Map<Long, FragmentAccount> openFragments = new LinkedHashMap<>();

  /** A fragment that ended, until all is known of its assets. */
  record EndedFragment(String journal, FragmentAccount fragment, JsonNode end) {}

  final Deque<EndedFragment> endedFragments = new ArrayDeque<>();
  final AssetAccount assets = new AssetAccount();

  /** The journal that its last record is from. */
  String journal = "";

  private final ObjectNode program = JsonNodeFactory.instance.objectNode();
  private final ObjectNode capture = JsonNodeFactory.instance.objectNode();
  private final Map<String, Long> losses = new LinkedHashMap<>();
  private String first = "";
  private String last = "";
  private boolean holdsRun;
  private boolean interruptedTaken;
  private long givenUp;

  InstanceAccount(String instanceId) {
    this.instanceId = instanceId;
  }

  void seen(JsonNode record) {
    String ts = Records.ts(record);
    if (first.isEmpty()) {
      first = ts;
    }
    last = ts;
  }

  /** The time of its last record. */
  String lastRecord() {
    return last;
  }

  /**
   * The fragments that it has open, as far as they got: with the stages that were cut off.
   *
   * @return them once; they stay open here
   */
  List<FragmentAccount> takeInterrupted() {
    if (interruptedTaken) {
      return List.of();
    }
    interruptedTaken = true;
    openStages.forEach(
        (spanId, stage) -> {
          FragmentAccount fragment = openFragments.get(stage.fragmentSeq());
          if (fragment != null) {
            ObjectNode end = StageEnd.interrupted(stage.stage(), spanId, stage.started());
            assets.putEarly(spanId, end);
            fragment.stageEnded(end);
          }
        });
    return List.copyOf(openFragments.values());
  }

  /** Whether it had the run open then, and said more later. */
  boolean wasCutOffAfter(String ts) {
    return holdsRun && last.compareTo(ts) > 0;
  }

  /** The time of its first record. */
  String firstRecord() {
    return first;
  }

  void started(JsonNode record) {
    Records.copyDetails(record, program, "java", "os", "pid");
  }

  /** What it captures, or that it does not any more. */
  void capture(JsonNode record, boolean begins) {
    if (begins) {
      capture.put("started", Records.ts(record));
      Records.copyDetails(record, capture, "reason", "until", "max_bytes", "user");
    } else if (!capture.isEmpty()) {
      capture.put("ended", Records.ts(record));
      capture.set("end", Records.detail(record, "reason"));
      Records.copyDetails(record, capture, "assets", "size_bytes");
    }
  }

  void runBegan() {
    holdsRun = true;
  }

  void runEnded() {
    holdsRun = false;
  }

  /** Whether it has the run open, as far as it said. */
  boolean holdsRun() {
    return holdsRun;
  }

  void stageStarted(String spanId, OpenStage stage) {
    openStages.put(spanId, stage);
    giveUpOldest(openStages);
  }

  FragmentAccount fragment(long seq, String ts) {
    FragmentAccount fragment = openFragments.computeIfAbsent(seq, s -> new FragmentAccount(s, ts));
    giveUpOldest(openFragments);
    return fragment;
  }

  private void giveUpOldest(Map<?, ?> open) {
    if (open.size() > MOST_OPEN) {
      var oldest = open.keySet().iterator();
      oldest.next();
      oldest.remove();
      givenUp++;
    }
  }

  /** A report of losses: of those with the same beginning the last one counts. */
  void lost(JsonNode record) {
    String where = Records.detail(record, "where").asString("");
    boolean ofTheBundle = where.equals("queue") || where.startsWith("journal");
    if (ofTheBundle && losses.size() < MOST_LOSSES) {
      String reason = Records.detail(record, "reason").asString("");
      long from = Records.detail(record, "seq_from").asLong(0);
      losses.put(where + " " + reason + " " + from, Records.detail(record, "count").asLong(0));
    }
  }

  /** How many records may be missing in the run, as far as it is known. */
  long lost() {
    return losses.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * @param atWork whether it goes on
   */
  ObjectNode json(boolean atWork) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(RecordField.INSTANCE_ID.json(), instanceId);
    json.put("state", atWork ? "running" : holdsRun ? "killed" : "finished");
    json.put("first_record", first);
    json.put("last_record", last);
    json.setAll(program);
    if (!capture.isEmpty()) {
      json.set("capture", capture.deepCopy());
    }
    if (lost() > 0) {
      json.put("records_lost", lost());
    }
    if (givenUp > 0) {
      json.put("ends_missing", givenUp);
    }
    return json;
  }
}
