package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.streamobs.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObsLogbackTest {

  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> other = new ListAppender<>();
  private final Rig.Captured captured = new Rig.Captured();

  @BeforeEach
  void prepare() {
    other.setContext(context);
    other.start();
    context.getLogger("ROOT").addAppender(other);
  }

  @Test
  void install_replacesOtherAppendersUntilItIsClosed() {
    try (ObsLogback logs = builder().install()) {
      context.getLogger("app").info("ours");
    }
    context.getLogger("app").info("theirs");
    assertThat(captured.texts).hasSize(2).first().asString().contains("ours");
    assertThat(captured.texts).last().asString().contains("pipeline_health");
    assertThat(other.list).extracting(ILoggingEvent::getMessage).containsExactly("theirs");
    assertThat(other.isStarted()).isTrue();
  }

  @Test
  void keepOtherAppenders_keepsThem() {
    try (ObsLogback logs = builder().keepOtherAppenders().install()) {
      context.getLogger("app").info("both");
    }
    assertThat(captured.texts).filteredOn(line -> line.contains("both")).hasSize(1);
    assertThat(other.list).hasSize(1);
  }

  @Test
  void close_twiceIsOnce() {
    ObsLogback logs = builder().install();
    logs.close();
    logs.close();
    context.getLogger("app").info("theirs");
    assertThat(other.list).hasSize(1);
  }

  @Test
  void mistake_failsAndChangesNothing() {
    captured.setBufferBytes("big");
    ObsLogbackBuilder builder = builder();
    assertThatThrownBy(builder::install)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("OBS-CONF-002")
        .hasMessageContaining("bufferBytes");
    context.getLogger("app").info("theirs");
    assertThat(other.list).hasSize(1);
  }

  private ObsLogbackBuilder builder() {
    return ObsLogback.builder().context(context).output(captured).captureJul(false);
  }
}
