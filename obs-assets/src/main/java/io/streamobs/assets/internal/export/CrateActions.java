package io.streamobs.assets.internal.export;

import io.streamobs.spi.home.SafeNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened, as actions of a Process Run Crate: the run, each stage over all its executions,
 * and those executions that manifests of fragments have.
 */
final class CrateActions {

  private static final int MOST_EXECUTIONS = 10_000;
  private static final String SCHEMA_ORG = "http://schema.org/";
  private static final String SERVICE = "#software";

  /**
   * @param scope in which a path means one thing
   */
  private record Action(String id, String name, String software, String scope, JsonNode of) {}

  private final RunFiles run;
  private final CrateFiles files;
  private final CrateThings things;
  private final CrateGraph graph;
  private final List<Action> executions = new ArrayList<>();
  private final Set<String> ids = new LinkedHashSet<>();

  CrateActions(RunFiles run, CrateFiles files, CrateGraph graph) {
    this.run = run;
    this.files = files;
    this.graph = graph;
    this.things = new CrateThings(run, files, graph);
  }

  /** Makes them; their ids. */
  Set<String> make() throws IOException {
    List<Action> stages = stages();
    readExecutions();
    for (List<Action> all : List.of(stages, executions)) {
      all.forEach(this::learn);
    }
    describeRun();
    for (Action stage : stages) {
      describe(stage, stage.of().path("status").asString(""), summary(stage.of()));
    }
    for (Action execution : executions) {
      JsonNode of = execution.of();
      describe(execution, of.path("outcome").asString(""), settings(of));
    }
    return ids;
  }

  private void learn(Action action) {
    things.learn(action.scope(), action.of().path("inputs"));
    things.learn(action.scope(), action.of().path("outputs"));
    things.learn(action.scope(), action.of().path("intermediates"));
  }

  private List<Action> stages() throws IOException {
    List<Action> stages = new ArrayList<>();
    for (JsonNode stage : run.manifest().path("stages")) {
      String folder = stage.path("folder").asString("");
      String name = stage.path("stage").asString("");
      JsonNode manifest = run.json(folder + "/manifest.json");
      if (files.hasFolder(folder)) {
        String id = "#" + CrateFiles.stage(folder);
        stages.add(new Action(id, "stage " + name, software(name), "", manifest));
      }
    }
    return stages;
  }

  private void readExecutions() throws IOException {
    for (Payload file : run.all()) {
      boolean ofAFragment = file.name().matches("fragments/[^/]+/[^/]+/manifest\\.json");
      if (ofAFragment && executions.size() < MOST_EXECUTIONS) {
        JsonNode manifest = run.json(file.name());
        int pass = 0;
        for (JsonNode of : manifest.path("passes")) {
          addExecutions(manifest.path("fragmentSeq").asString(""), ++pass, of);
        }
      }
    }
  }

  private void addExecutions(String fragment, int pass, JsonNode of) {
    for (JsonNode execution : of.path("stages")) {
      String stage = execution.path("stage").asString("");
      String scope = fragment + "." + pass;
      String span = execution.path("span_id").asString("");
      String id = "#" + CrateGraph.uri(scope + "-" + span);
      String name = stage + " of fragment " + fragment;
      executions.add(new Action(id, name, software(stage), scope, execution));
    }
  }

  private String software(String stage) {
    String id = "#software-" + CrateGraph.uri(SafeNames.of(stage));
    ObjectNode software = graph.entity(id, "SoftwareApplication");
    software.put("name", stage);
    software.set("isPartOf", CrateGraph.reference(SERVICE));
    return id;
  }

  private void describeRun() {
    JsonNode manifest = run.manifest();
    ObjectNode service = graph.entity(SERVICE, "SoftwareApplication");
    service.put("name", manifest.path("service").asString("unknown"));
    CrateGraph.put(service, "description", manifest.path("component").asString(""));
    ObjectNode action = action("#run", "run " + run.runId(), SERVICE, "CreateAction");
    CrateGraph.put(action, "description", Crate.summary(run));
    times(action, manifest);
    String outcome = manifest.path("outcome").asString("");
    boolean completed = manifest.path("status").asString("").equals("completed");
    status(action, completed ? outcome : "interrupted", manifest, manifest.path("failures"));
    action.set("result", CrateGraph.reference("./"));
  }

  private ObjectNode action(String id, String name, String software, String type) {
    ids.add(id);
    ObjectNode action = graph.entity(id, type);
    action.put("name", name);
    action.set("instrument", CrateGraph.reference(software));
    return action;
  }

  private void describe(Action of, String outcome, String description) {
    Set<String> results = new LinkedHashSet<>();
    results.addAll(things.ids(of.scope(), of.of().path("outputs")));
    results.addAll(things.ids(of.scope(), of.of().path("intermediates")));
    if (of.id().endsWith("/")) {
      results.add(of.id().substring(1)); // its folder, in which its log is
    }
    String type = results.isEmpty() ? "ActivateAction" : "CreateAction";
    ObjectNode action = action(of.id(), of.name(), of.software(), type);
    CrateGraph.put(action, "description", description);
    times(action, of.of());
    status(action, outcome, of.of(), of.of().path("errors"));
    CrateGraph.refer(action, "object", things.ids(of.scope(), of.of().path("inputs")));
    CrateGraph.refer(action, "result", results);
  }

  private static void times(ObjectNode action, JsonNode of) {
    CrateGraph.put(action, "startTime", of.path("started").asString(""));
    CrateGraph.put(action, "endTime", of.path("ended").asString(""));
  }

  // There are two ways to end. Where nobody said how, it must not pass for a success.
  private static void status(ObjectNode action, String outcome, JsonNode of, JsonNode troubles) {
    boolean failed = Set.of("failure", "interrupted", "unmarked").contains(outcome);
    String status = failed ? "FailedActionStatus" : "CompletedActionStatus";
    action.set("actionStatus", CrateGraph.reference(SCHEMA_ORG + status));
    if (failed) {
      String message = of.path("error").path("message").asString("");
      String first = troubles.path(0).path("message").asString(of.path("reason").asString(""));
      String why = message.isEmpty() ? first : message;
      action.put("error", why.isEmpty() ? outcome : outcome + ": " + why);
    }
  }

  private static String summary(JsonNode stage) {
    String counts = Crate.counts(stage.path("executions").asString("0"), stage.path("outcomes"));
    String settings = settings(stage);
    return "executions " + counts + (settings.isEmpty() ? "" : "; " + settings);
  }

  private static String settings(JsonNode of) {
    return of.path("config").isObject() ? "config " + of.path("config") : "";
  }
}
