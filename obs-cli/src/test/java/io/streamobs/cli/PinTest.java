package io.streamobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinTest {

  private static final String[] NAMED = {"--stream", "stream-42", "--run", "run-1"};

  @TempDir Path home;
  private Cli cli;

  @BeforeEach
  void aHome() {
    cli = new Cli(home);
  }

  private int run(String verb, String... more) {
    String[] all = new String[2 + NAMED.length + more.length];
    all[0] = "run";
    all[1] = verb;
    System.arraycopy(NAMED, 0, all, 2, NAMED.length);
    System.arraycopy(more, 0, all, 2 + NAMED.length, more.length);
    return cli.obs(all);
  }

  private void pinned(String run, String until) throws IOException {
    Path folder = Files.createDirectories(home.resolve("pins/stream-42"));
    Files.write(
        folder.resolve(run + ".properties"),
        List.of("streamId=stream-42", "runId=" + run, "reason=INC", "actor=ada", "until=" + until));
  }

  @Test
  void bothIds_areRequired() {
    for (String verb : new String[] {"purge", "pin", "unpin"}) {
      assertThat(cli.obs("run", verb, "--run", "run-1")).isEqualTo(2);
      assertThat(cli.err()).contains("--stream", "OBS-CLI-001");
      assertThat(cli.obs("run", verb, "--stream", "stream-42")).isEqualTo(2);
      assertThat(cli.err()).contains("--run");
    }
  }

  @Test
  void unknownRun_isBadInput() {
    assertThat(run("purge", "--yes")).isEqualTo(2);
    assertThat(cli.err()).contains("has nothing of run run-1 of stream stream-42", "OBS-CLI-002");
    assertThat(run("pin", "--reason", "INC", "--until", "30d")).isEqualTo(2);
    assertThat(cli.err()).contains("has nothing of run run-1", "OBS-CLI-002");
    assertThat(run("unpin")).isEqualTo(2);
    assertThat(cli.err()).contains("is not pinned", "OBS-CLI-002");
    assertThat(home.resolve("audit/audit.jsonl")).doesNotExist();
  }

  @Test
  void missingHome_isBadInput() {
    cli = new Cli(home.resolve("nowhere"));
    assertThat(run("purge", "--yes")).isEqualTo(2);
    assertThat(run("pin", "--reason", "INC", "--until", "30d")).isEqualTo(2);
    assertThat(run("unpin")).isEqualTo(2);
    assertThat(cli.obs("run", "pins")).isEqualTo(2);
    assertThat(cli.err()).contains("there is no home");
  }

  @Test
  void pin_withoutReason_orTimeToCome_isBadInput() {
    assertThat(run("pin", "--until", "30d")).isEqualTo(2);
    assertThat(cli.err()).contains("--reason");
    assertThat(run("pin", "--reason", "INC")).isEqualTo(2);
    assertThat(cli.err()).contains("--until");
    assertThat(run("pin", "--reason", " ", "--until", "30d")).isEqualTo(2);
    assertThat(cli.err()).contains("say why the run is kept", "[OBS-CONF");
    for (String time : new String[] {"soon", "2027-13-01T00:00:00Z", "99999999999999999d"}) {
      assertThat(run("pin", "--reason", "INC", "--until", time)).isEqualTo(2);
      assertThat(cli.err()).contains("--until is \"" + time, "OBS-CLI-001");
    }
    for (String time : new String[] {"2020-01-01T00:00:00Z", "9999d"}) {
      assertThat(run("pin", "--reason", "INC", "--until", time)).isEqualTo(2);
      assertThat(cli.err()).contains("a time to come, within ten years");
    }
  }

  @Test
  void pins_areListed_endedOnesToo() throws IOException {
    assertThat(cli.obs("run", "pins")).isZero();
    assertThat(cli.out()).isEmpty();
    pinned("run-1", "2099-01-02T03:04:05Z");
    pinned("run-2", "2020-01-02T03:04:05Z");
    assertThat(cli.obs("run", "pins")).isZero();
    assertThat(cli.lines().get(0)).matches("stream +run +until +by +reason");
    assertThat(cli.lines().get(1)).matches("stream-42 +run-1 +2099-01-02 03:04:05Z +ada +INC");
    assertThat(cli.lines().get(2)).contains("2020-01-02 03:04:05Z (ended)");
    assertThat(cli.obs("run", "pins", "--json")).isZero();
    assertThat(cli.objects())
        .extracting(pin -> pin.get("ended").asBoolean())
        .containsExactly(false, true);
  }

  @Test
  void pinThatCannotBeRead_isSaid_andCanBeTakenAway() throws IOException {
    pinned("run-1", "never");
    assertThat(cli.obs("run", "pins")).isEqualTo(1);
    assertThat(cli.err()).contains("pins/stream-42/run-1.properties cannot be read");
    assertThat(run("unpin", "--reason", "nobody knows", "--actor", "bob")).isZero();
    assertThat(cli.out()).contains("run run-1 of stream stream-42 is not pinned any more");
    assertThat(cli.obs("run", "pins")).isZero();
    assertThat(cli.obs("audit", "show", "--run", "run-1")).isZero();
    assertThat(cli.out()).containsPattern("run_unpinned +bob +run stream-42/run-1 +nobody knows");
  }
}
