package io.streamobs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints what a run finds out, part by part as it comes, and keeps it: all that was printed in one
 * file, and each part in files of its own, which a run of other parts leaves alone.
 */
final class Results {

  private final Path folder;
  private final Options options;
  private final List<String> printed = new ArrayList<>();

  Results(Path folder, Options options) {
    this.folder = folder;
    this.options = options;
  }

  void begin() {
    print(head());
  }

  void add(Part part, Answer answer) throws IOException {
    Path own = Files.createDirectories(folder.resolve("results"));
    List<String> lines = new ArrayList<>(List.of("", "== " + part));
    lines.addAll(answer.table());
    print(lines);
    List<String> alone = new ArrayList<>(head());
    alone.addAll(lines);
    Files.write(own.resolve(part + ".txt"), alone);
    Files.writeString(own.resolve(part + ".json"), json(answer));
    Files.write(folder.resolve("results.txt"), printed);
  }

  private List<String> head() {
    return List.of(
        Machine.description(),
        "medians of %d interleaved round%s%s"
            .formatted(
                options.rounds(),
                options.rounds() == 1 ? "" : "s",
                options.quick() ? ", short turns: for a look, not for a result" : ""));
  }

  private String json(Answer answer) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", Machine.description());
    all.put("rounds", options.rounds());
    all.put("quick", options.quick());
    all.put("result", answer.json());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
  }

  private void print(List<String> lines) {
    printed.addAll(lines);
    lines.forEach(System.out::println);
  }
}
