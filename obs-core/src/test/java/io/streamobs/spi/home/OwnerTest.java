package io.streamobs.spi.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerTest {

  @Test
  void thisProcess_lives_andIsReadAsItWasWritten() {
    assertThat(Owner.THIS.isAlive()).isTrue();
    assertThat(Owner.parse(Owner.THIS.toString())).isEqualTo(Owner.THIS);
    assertThat(Owner.THIS.pid()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void numberThatCameAgain_isNotTheOwner() {
    Owner earlier = new Owner(Owner.THIS.pid(), Owner.THIS.start() - 10);
    assertThat(earlier.isAlive()).isFalse();
  }

  @Test
  void endedProcess_doesNotLive() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    Owner owner = Owner.of(process.toHandle());
    assertThat(owner.isAlive()).isTrue();
    process.destroyForcibly().waitFor();
    Awaitility.await().until(() -> !owner.isAlive());
  }

  @Test
  void zombie_doesNotLive() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    // The shell becomes a program that never asks what became of its child.
    Process parent =
        new ProcessBuilder("sh", "-c", "sleep 0.01 & echo $!; exec sleep 60 >/dev/null").start();
    try (BufferedReader reader = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(reader.readLine())).orElseThrow();
      Owner owner = Owner.of(child);
      Awaitility.await().until(() -> !owner.isAlive());
      assertThat(ProcessHandle.of(child.pid())).as("its number is still taken").isPresent();
    } finally {
      parent.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4711", "4711-", "-5", "a-b", "4711 2026-01-01T00:00:00Z"})
  void otherText_isNoOwner(String text) {
    assertThat(Owner.parse(text)).isNull();
  }
}
