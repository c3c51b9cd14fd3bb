package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.streamobs.spi.HomeContext;
import io.streamobs.spi.HomePlugin;
import io.streamobs.spi.SinkOptions;
import io.streamobs.spi.StageMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HomePluginsTest {

  @TempDir Path home;

  private final List<String> heard = new ArrayList<>();
  private final CapturingSink sink = new CapturingSink("kept");

  /** Keeps the lines, and says when it is asked for what. */
  private final class Keeper implements HomePlugin {

    private final String name;

    Keeper(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Installation install(HomeContext context) {
      heard.add(name + " installs in " + context.home().getFileName());
      context.sink(sink, SinkOptions.ofDefaults());
      return new Installation() {
        @Override
        public void drain(Duration deadline) {
          heard.add(name + " drains");
        }

        @Override
        public void close(Duration deadline) {
          heard.add(name + " closes after " + sink.records().size() + " records");
        }
      };
    }
  }

  private final class Refusing implements HomePlugin {

    @Override
    public String name() {
      return "refusing";
    }

    @Override
    public Installation install(HomeContext context) {
      throw new ConfigurationException(
          ObsErrors.BAD_SETTING, context.whereSet("obs.some"), "x", "give something else");
    }
  }

  @Test
  void plugin_keepsWhatTheObsDoes_fromItsFirstToItsLastRecord() {
    Obs obs = Obs.builder().standalone().home(home).plugin(new Keeper("keeper")).open();
    obs.event("said").emit();
    obs.close();
    assertThat(sink.records())
        .extracting(record -> record.get("event").asString())
        .containsExactly("instance_started", "said", "instance_stopped");
    assertThat(heard)
        .containsExactly(
            "keeper installs in " + home.getFileName(),
            "keeper drains",
            "keeper closes after 3 records");
  }

  @Test
  void pluginOfTheSameName_standsInForTheOther() {
    Obs.builder()
        .standalone()
        .home(home)
        .plugin(new Keeper("one"))
        .plugin(new Keeper("one"))
        .open()
        .close();
    assertThat(heard).filteredOn(word -> word.contains("installs")).hasSize(1);
  }

  @Test
  void pluginWithoutAHome_isRefused() {
    assertThatThrownBy(() -> Obs.builder().standalone().plugin(new Keeper("keeper")).open())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("home is not set")
        .hasMessageContaining("keeper");
    assertThat(heard).isEmpty();
  }

  @Test
  void pluginThatRefusesItsSettings_leavesNothingOpen() {
    ObsBuilder builder =
        Obs.builder().standalone().home(home).plugin(new Keeper("keeper")).plugin(new Refusing());
    assertThatThrownBy(builder::open)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OBS_SOME");
    assertThat(heard).last().isEqualTo("keeper closes after 0 records");
  }

  @Test
  void pluginThatThrowsAtTheEnd_costsNobodyElseHisEnd() {
    HomePlugin throwing =
        new HomePlugin() {
          @Override
          public String name() {
            return "throwing";
          }

          @Override
          public Installation install(HomeContext context) {
            return new Installation() {
              @Override
              public void drain(Duration deadline) {
                throw new IllegalStateException("drain");
              }

              @Override
              public void close(Duration deadline) {
                throw new IllegalStateException("close");
              }
            };
          }
        };
    Obs.builder().standalone().home(home).plugin(throwing).plugin(new Keeper("b")).open().close();
    assertThat(heard).contains("b drains", "b closes after 2 records");
  }

  @Test
  void meter_measuresEachStage_andOneThatThrowsCostsNobody() {
    StageMeter throwing =
        new StageMeter() {
          @Override
          public Object begin() {
            throw new IllegalStateException("begin");
          }

          @Override
          public void end(@Nullable Object begun, Reading reading) {
            throw new IllegalStateException("end");
          }
        };
    StageMeter cost =
        new StageMeter() {
          @Override
          public Object begin() {
            return 40L;
          }

          @Override
          public void end(@Nullable Object begun, Reading reading) {
            reading.put("cost_microcents", (Long) begun + 2);
          }
        };
    try (Obs obs = Obs.builder().standalone().sink(sink).meter(throwing).meter(cost).open();
        RunScope run = obs.run("stream-42").open()) {
      run.stage("translate").run(stage -> {});
    }
    JsonNode details = sink.only("stage_finished").get("details");
    assertThat(details.get("resources").get("cost_microcents").asLong()).isEqualTo(42);
    assertThat(sink.events("api_misuse")).isEmpty();
  }

  @Test
  void declaredStages_standInTheRunsFirstRecord() {
    try (Obs obs = Obs.builder().standalone().sink(sink).open()) {
      obs.run("stream-42").stages("ingest", "normalise", "ingest").open().close();
      obs.run("stream-43").stages((String[]) null).open().close();
    }
    assertThat(sink.events("run_started").get(0).get("details").get("stages"))
        .extracting(name -> name.asString())
        .containsExactly("ingest", "normalise");
    assertThat(sink.events("run_started").get(1).has("details")).isFalse();
    assertThat(sink.events("api_misuse")).hasSize(1);
  }
}
