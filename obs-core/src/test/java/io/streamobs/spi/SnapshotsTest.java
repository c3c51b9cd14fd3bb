package io.streamobs.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  @Test
  void immutableValues_comeBackAsTheyAre() {
    for (Object value :
        new Object[] {"a", 1, 2L, 1.5, true, 'c', Instant.EPOCH, Thread.State.NEW}) {
      assertThat(Snapshots.of(value)).isSameAs(value);
    }
    Object[] values = {"a", 1};
    assertThat(Snapshots.ofAll(values)).isNotSameAs(values).containsExactly(values);
  }

  @Test
  void mutableValues_doNotChangeAfterwards() {
    List<Object> list = new ArrayList<>(List.of("a", new StringBuilder("b")));
    AtomicInteger number = new AtomicInteger(1);
    Object[] copies = Snapshots.ofAll(new Object[] {list, number, Optional.of(number)});
    list.add("c");
    number.set(2);
    assertThat(copies).containsExactly(List.of("a", "b"), 1L, 1L);
  }

  @Test
  void content_becomesItsTypeAndSize() {
    assertThat(Snapshots.of(new byte[4])).hasToString("byte[4]");
    assertThat(Snapshots.of(new short[48_000])).hasToString("short[48000]");
    assertThat(Snapshots.of("secret".toCharArray())).hasToString("char[6]");
    assertThat(Snapshots.of(CharBuffer.wrap("abc"))).hasToString("CharBuffer[3]");
    assertThat(Snapshots.of(new ByteArrayInputStream(new byte[2])))
        .hasToString("ByteArrayInputStream[…]");
    assertThat(Snapshots.of(new int[] {1, 2})).isEqualTo(List.of(1, 2));
    assertThat(Snapshots.of(new int[100])).hasToString("int[100]");
    assertThat(Snapshots.of(Map.of("pcm", new float[9]))).hasToString("{pcm=float[9]}");
  }

  @Test
  void containers_areBounded() {
    Map<Integer, Integer> many = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      many.put(i, i);
    }
    assertThat((Map<?, ?>) Snapshots.of(many)).hasSize(65);
    assertThat((List<?>) Snapshots.of(new ArrayList<>(many.values()))).hasSize(65);
    List<Object> self = new ArrayList<>();
    self.add(self);
    assertThat(Snapshots.of(self).toString()).contains("nested too deep");
  }

  @Test
  void objectThatThrows_becomesATextThatSaysSo() {
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError();
          }
        };
    assertThat(Snapshots.of(broken).toString()).contains("unreadable", "StackOverflowError");
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
    assertThat(Snapshots.of(changing).toString()).contains("ConcurrentModificationException");
  }

  @Test
  void objectThatRendersItself_ends() {
    Object[] self = new Object[1];
    self[0] =
        new Object() {
          @Override
          public String toString() {
            return "<" + Snapshots.of(self[0]) + ">";
          }
        };
    assertThat(Snapshots.of(self[0]).toString())
        .contains("toString() logs itself")
        .startsWith("<<<<");
  }

  @Test
  void path_isItsText_andHugeTextsAreCut() {
    assertThat(Snapshots.of(Path.of("a", "b"))).isEqualTo(Path.of("a", "b"));
    assertThat(Snapshots.of(new StringBuilder("x".repeat(100_000))).toString())
        .hasSizeLessThan(33_000)
        .contains("cut");
  }
}
