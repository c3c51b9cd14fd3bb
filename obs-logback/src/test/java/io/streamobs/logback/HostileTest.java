package io.streamobs.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.AbstractList;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;
import tools.jackson.databind.JsonNode;

class HostileTest {

  private final Rig rig = new Rig().started();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void argumentThatThrows_costsItselfOnly() {
    rig.logger().info("a {} b {}", new Throwing(new IllegalStateException("boom")), "fine");
    assertThat(rig.line().get("message").asString())
        .isEqualTo("a [Throwing: unreadable, java.lang.IllegalStateException] b fine");
  }

  @Test
  void errorsInArguments_doNotReachTheHost() {
    for (Error error :
        List.of(new StackOverflowError(), new OutOfMemoryError(), new LinkageError())) {
      assertThatCode(() -> rig.logger().info("a {}", new Throwing(error)))
          .doesNotThrowAnyException();
    }
    assertThat(rig.lines()).hasSize(3).allMatch(l -> l.get("message").asString().startsWith("a ["));
  }

  @Test
  void argumentThatRecursesWithoutEnd_isALine() {
    rig.logger().info("deep {}", new Bottomless());
    assertThat(rig.line().get("message").asString()).contains("StackOverflowError");
  }

  @Test
  void argumentThatLogs_makesBothLines() {
    Object logging =
        new Object() {
          @Override
          public String toString() {
            rig.logger().info("inner");
            return "text";
          }
        };
    rig.logger().info("outer {}", logging);
    assertThat(rig.lines())
        .extracting(l -> l.get("message").asString())
        .containsExactly("inner", "outer text");
  }

  @Test
  void argumentThatLogsItself_ends() {
    rig.logger().info("outer {}", new LogsItself());
    assertThat(rig.lines()).hasSizeBetween(2, 16);
    assertThat(rig.lines().get(0).get("message").asString()).contains("logs itself");
  }

  @Test
  void collectionThatChangesMeanwhile_isALine() {
    List<String> changing =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            throw new ConcurrentModificationException();
          }

          @Override
          public int size() {
            return 3;
          }
        };
    rig.logger().atInfo().addArgument(changing).addKeyValue("list", changing).log("x {}");
    assertThat(rig.line().get("message").asString()).contains("ConcurrentModificationException");
  }

  @Test
  void exceptionWhoseMessageThrowsLater_isALine() {
    @SuppressWarnings("serial")
    class Moody extends RuntimeException {
      @Override
      public String getMessage() {
        if (Thread.currentThread().getName().startsWith("obs-")) {
          throw new IllegalStateException("no");
        }
        return "fine at first";
      }
    }
    rig.logger().error("x", new Moody());
    assertThat(rig.line().get("error").get("type").asString()).contains("Moody");
    assertThat(rig.line().get("error").get("message").asString()).contains("unreadable");
  }

  @Test
  void markersThatReferToEachOther_end() {
    Marker first = new LoopMarker();
    rig.logger().info(first, "x");
    assertThat(rig.line().get("markers").size()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("serial")
  void markerThatThrows_leavesTheRestOfTheLine() {
    Marker broken =
        new LoopMarker() {
          @Override
          public String getName() {
            throw new StackOverflowError();
          }
        };
    assertThatCode(() -> rig.logger().warn(broken, "kept {}", 1)).doesNotThrowAnyException();
    JsonNode line = rig.line();
    assertThat(line.get("message").asString()).isEqualTo("kept {}");
    assertThat(line.get("capture_error").asString()).isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void filter_decides() {
    rig.appender.addFilter(
        new Filter<>() {
          @Override
          public FilterReply decide(ILoggingEvent event) {
            if (event.getMessage().equals("broken")) {
              throw new StackOverflowError();
            }
            return event.getMessage().equals("no") ? FilterReply.DENY : FilterReply.NEUTRAL;
          }
        });
    rig.logger().info("no");
    rig.logger().info("yes");
    rig.logger().info("broken");
    assertThat(rig.lines())
        .extracting(l -> l.get("message").asString())
        .containsExactly("yes", "broken");
  }

  @Test
  void callWithNoStackLeft_doesNotSeeOurs() {
    int[] reached = new int[1];
    try {
      untilTheEnd(reached);
    } catch (StackOverflowError own) { // the host's own recursion
      reached[0]++;
    }
    rig.lines(); // makes room
    rig.logger().info("alive");
    assertThat(reached[0]).isEqualTo(1);
    assertThat(rig.lines()).anyMatch(l -> l.get("message").asString().equals("alive"));
  }

  @SuppressWarnings("InfiniteRecursion") // the point
  private void untilTheEnd(int[] reached) {
    rig.logger().trace("depth");
    untilTheEnd(reached);
  }

  private record Throwing(Throwable thrown) {
    @Override
    public String toString() {
      throw sneaky(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }

  private static final class Bottomless {
    @Override
    @SuppressWarnings("InfiniteRecursion") // the point
    public String toString() {
      return "x" + this;
    }
  }

  private final class LogsItself {
    @Override
    public String toString() {
      rig.logger().info("again {}", this);
      return "itself";
    }
  }

  @SuppressWarnings({"deprecation", "serial"}) // SLF4J's references, and a marker nobody stores
  private static class LoopMarker implements Marker {
    @Override
    public String getName() {
      return "LOOP";
    }

    @Override
    public void add(Marker reference) {}

    @Override
    public boolean remove(Marker reference) {
      return false;
    }

    @Override
    public boolean hasChildren() {
      return true;
    }

    @Override
    public boolean hasReferences() {
      return true;
    }

    @Override
    public Iterator<Marker> iterator() {
      return List.<Marker>of(this, new BasicMarkerFactory().getMarker("LOOP")).iterator();
    }

    @Override
    public boolean contains(Marker other) {
      return other == this;
    }

    @Override
    public boolean contains(String name) {
      return "LOOP".equals(name);
    }
  }
}
