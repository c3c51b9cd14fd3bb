package io.streamobs.internal.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.Health;
import io.streamobs.Ledger;
import io.streamobs.Ledger.Drop;
import io.streamobs.Ledger.Reason;
import io.streamobs.PipelineMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

@Timeout(60)
class JmxRegistrationTest {

  static final Ledger QUEUE =
      new Ledger("queue", 10, 7, List.of(new Drop(Reason.QUEUE_FULL, Level.INFO, 2)), 1, 0, 0);
  static final Health HEALTH =
      new Health(
          QUEUE,
          List.of(new Ledger("stdout", 7, 5, List.of(), 0, 2, 0)),
          Map.of("token", 3L),
          4,
          Map.of(),
          Map.of("stdout", "Broken pipe"));

  final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  JmxRegistration registered(String name) {
    JmxRegistration registration = new JmxRegistration(name, () -> HEALTH, 0);
    registration.run();
    return registration;
  }

  @Test
  void clientWithTheInterface_seesLedgersAndTrouble() throws Exception {
    JmxRegistration registration = registered("worker-1");
    ObjectName name = new ObjectName("io.streamobs:type=Pipeline,name=worker-1");
    PipelineMXBean bean = JMX.newMXBeanProxy(server, name, PipelineMXBean.class);
    assertThat(bean.isLossless()).isFalse();
    assertThat(bean.getFailing()).containsEntry("stdout", "Broken pipe");
    assertThat(bean.getRedactions()).containsEntry("token", 3L);
    assertThat(bean.getCutTexts()).isEqualTo(4);
    registration.end();
    assertThat(server.isRegistered(name)).isFalse();
  }

  @Test
  void clientWithoutTheInterface_readsOpenTypes() throws Exception {
    JmxRegistration registration = registered("live dub");
    ObjectName name = new ObjectName("io.streamobs:type=Pipeline,name=\"live dub\"");
    CompositeData queue = (CompositeData) server.getAttribute(name, "Queue");
    assertThat(queue.get("accepted")).isEqualTo(10L);
    assertThat(String.valueOf(queue.get("dropped"))).contains("queue_full/info");
    CompositeData[] sinks = (CompositeData[]) server.getAttribute(name, "Sinks");
    assertThat(sinks[0].get("pending")).isEqualTo(2L);
    registration.end();
  }

  @Test
  void secondPipelineOfAName_isNumbered() throws Exception {
    JmxRegistration first = registered("twice");
    JmxRegistration second = registered("twice");
    ObjectName numbered = new ObjectName("io.streamobs:type=Pipeline,name=twice,instance=2");
    assertThat(server.isRegistered(numbered)).isTrue();
    first.end();
    assertThat(server.isRegistered(numbered)).isTrue();
    second.end();
    assertThat(server.isRegistered(numbered)).isFalse();
  }

  @Test
  void pipelineThatEndsFirst_isNeverRegistered() throws Exception {
    JmxRegistration registration =
        new JmxRegistration("short", () -> HEALTH, TimeUnit.HOURS.toNanos(1));
    Thread thread = new Thread(registration);
    thread.start();
    registration.end();
    thread.join();
    assertThat(server.isRegistered(new ObjectName("io.streamobs:type=Pipeline,name=short")))
        .isFalse();
  }
}
