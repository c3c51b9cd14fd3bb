package io.streamobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program on a home, with what it printed and what it asked. */
final class Cli {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> questions = new ArrayList<>();
  private String answer;

  Cli(Path home) {
    this.home = home;
  }

  /** What a person on the terminal says; null where there is none. */
  Cli answering(String text) {
    answer = text;
    return this;
  }

  /** Runs it in this process. */
  int obs(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    questions.clear();
    return Main.run(
        this::ask, new PrintWriter(out, true), new PrintWriter(err, true), inHome(arguments));
  }

  private String ask(String question) {
    if (answer != null) {
      questions.add(question);
    }
    return answer;
  }

  /** Starts it in a process of its own. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(inHome(arguments)));
    return new ProcessBuilder(command).start();
  }

  private String[] inHome(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--home";
    all[arguments.length + 1] = home.toString();
    return all;
  }

  String out() {
    return out.toString();
  }

  List<String> lines() {
    return out().lines().toList();
  }

  /** What was printed, as an object a line. */
  List<JsonNode> objects() {
    return lines().stream().map(MAPPER::readTree).toList();
  }

  /** Of the one type. */
  List<JsonNode> objects(String type) {
    return objects().stream()
        .filter(object -> type.equals(object.path("type").asString()))
        .toList();
  }

  String err() {
    return err.toString();
  }

  List<String> questions() {
    return questions;
  }
}
