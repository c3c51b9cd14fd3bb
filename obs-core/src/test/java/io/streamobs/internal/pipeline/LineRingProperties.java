package io.streamobs.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a plain queue of strings, over random adds and partial takes. */
class LineRingProperties {

  @Property(tries = 300)
  void lines_comeOutWhole_inOrder_whateverIsTakenAtATime(
      @ForAll long seed, @ForAll @IntRange(min = 300, max = 4_000) int capacity) {
    Random random = new Random(seed);
    LineRing ring = new LineRing(capacity);
    ArrayDeque<String> model = new ArrayDeque<>();
    StringBuilder taken = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int step = 0; step < 400; step++) {
      if (random.nextBoolean()) {
        String line = "l".repeat(random.nextInt(1, 120)) + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        if (ring.add(bytes, bytes.length, random.nextInt(4) == 0)) {
          model.add(line);
          expected.append(line);
        }
      } else if (ring.peek(200) > 0) {
        ByteBuffer view = ring.view();
        byte[] piece = new byte[random.nextInt(view.remaining() + 1)];
        view.get(piece);
        taken.append(new String(piece, StandardCharsets.US_ASCII));
        int released = ring.release();
        for (int i = 0; i < released; i++) {
          model.remove();
        }
      }
      assertThat(ring.added() - ring.taken()).isEqualTo(model.size());
    }
    while (ring.peek(200) > 0) {
      byte[] rest = new byte[ring.view().remaining()];
      ring.view().get(rest);
      taken.append(new String(rest, StandardCharsets.US_ASCII));
      ring.release();
    }
    assertThat(taken.toString()).isEqualTo(expected.toString());
    assertThat(ring.isEmpty()).isTrue();
    assertThat(ring.isTorn()).isFalse();
  }
}
