package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.ObsProcess;
import io.streamobs.spi.CapturedRecord;
import io.streamobs.spi.LogBridge;
import io.streamobs.spi.RecordPipeline;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BridgeTest {

  @Test
  void bridge_isFoundAndBringsLinesUntilItIsClosed() {
    List<LogBridge> bridges =
        ServiceLoader.load(LogBridge.class).stream().map(ServiceLoader.Provider::get).toList();
    LogBridge bridge =
        bridges.stream().filter(LogbackBridge.class::isInstance).findFirst().orElseThrow();
    assertThat(bridge.isActive()).isTrue();
    List<CapturedRecord> records = new CopyOnWriteArrayList<>();
    try (LogBridge.Installation installed = bridge.install(keeping(records))) {
      LoggerFactory.getLogger("app").info("seen {}", 1);
    }
    LoggerFactory.getLogger("app").info("not seen");
    assertThat(records).hasSize(1);
    assertThat(records.get(0).context()).isEqualTo(ObsProcess.context());
  }

  private static RecordPipeline keeping(List<CapturedRecord> records) {
    return (RecordPipeline)
        Proxy.newProxyInstance(
            BridgeTest.class.getClassLoader(),
            new Class<?>[] {RecordPipeline.class},
            (proxy, method, arguments) -> {
              records.add((CapturedRecord) arguments[0]);
              return null;
            });
  }
}
