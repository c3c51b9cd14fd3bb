package io.streamobs.spi.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SafeNamesProperties {

  @Property(tries = 2_000)
  void name_isSafe(@ForAll String id) {
    assertThat(SafeNames.of(id)).matches("[a-z0-9_%~A-F.-]{1,120}").doesNotMatch("\\.+.*|.*\\.");
  }

  @Property(tries = 2_000)
  void differentIds_haveDifferentNames_alsoWhereCaseIsNotTold(@ForAll String a, @ForAll String b) {
    if (!a.equals(b)) {
      assertThat(SafeNames.of(a).toLowerCase(Locale.ROOT))
          .isNotEqualTo(SafeNames.of(b).toLowerCase(Locale.ROOT));
    }
  }

  @Property(tries = 1)
  void knownTraps_areKeptApart() {
    assertThat(SafeNames.of("..")).isEqualTo("%2E%2E");
    assertThat(SafeNames.of("con.txt")).isEqualTo("%63on.txt");
    assertThat(SafeNames.of("CON")).isEqualTo("%43%4F%4E");
    assertThat(SafeNames.of("a/b")).isEqualTo("a%2Fb");
    assertThat(SafeNames.of("%2F")).isNotEqualTo(SafeNames.of("/"));
    assertThat(SafeNames.of("\ud800")).isNotEqualTo(SafeNames.of("\udc00"));
    assertThat(SafeNames.of("\u001ad800")).isNotEqualTo(SafeNames.of("\ud800"));
    assertThat(SafeNames.of("")).isEqualTo("%");
    assertThat(SafeNames.of("trailing.")).isEqualTo("trailing%2E");
    assertThat(SafeNames.of("20260101T000000Z-0123abcd")).isEqualTo("20260101T000000Z-0123abcd");
    assertThat(SafeNames.of("20260101t000000z-0123abcd")).isEqualTo("%320260101t000000z-0123abcd");
  }
}
