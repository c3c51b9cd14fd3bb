package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Reads what ffmpeg says ({@code -loglevel level+info}) and keeps what somebody may ask for. */
final class FfmpegMessages implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(FfmpegMessages.class);

  private static final Pattern LINE =
      Pattern.compile(
          "(?:\\[[^]]* @ [^]]*] )?\\[(panic|fatal|error|warning|info|verbose|debug|trace)] (.*)");
  private static final Pattern DURATION =
      Pattern.compile("\\s*Duration: (\\d+):(\\d\\d):(\\d\\d)\\.(\\d\\d),.*");
  private static final int KEPT = 3;

  /** A broken file has an error for every packet: after these, they are for DEBUG. */
  private static final int LOUD = 5;

  private final InputStream stderr;
  private final Deque<String> lastErrors = new ArrayDeque<>();
  private long errors;
  private long durationMillis = -1;

  FfmpegMessages(InputStream stderr) {
    this.stderr = stderr;
  }

  @Override
  public void run() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(stderr, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        read(line);
      }
    } catch (IOException e) {
      log.debug("The messages of ffmpeg broke off", e);
    }
  }

  private void read(String line) {
    Matcher message = LINE.matcher(line);
    if (!message.matches()) {
      return;
    }
    String text = message.group(2);
    switch (message.group(1)) {
      case "panic", "fatal", "error" -> error(text);
      case "warning" -> log.debug("ffmpeg: {}", text);
      default -> info(text);
    }
  }

  private synchronized void error(String text) {
    log.atLevel(errors < LOUD ? Level.WARN : Level.DEBUG).log("ffmpeg: {}", text);
    errors++;
    if (lastErrors.size() == KEPT) {
      lastErrors.removeFirst();
    }
    lastErrors.addLast(text);
  }

  /** Of the rest only the duration: a file's own metadata are no business of a log. */
  private synchronized void info(String text) {
    Matcher duration = DURATION.matcher(text);
    if (durationMillis < 0 && duration.matches()) {
      long minutes = Long.parseLong(duration.group(1)) * 60 + Long.parseLong(duration.group(2));
      long seconds = minutes * 60 + Long.parseLong(duration.group(3));
      durationMillis = seconds * 1000 + Long.parseLong(duration.group(4)) * 10;
    }
  }

  synchronized String reason() {
    return lastErrors.isEmpty() ? "it gave no reason" : String.join("; ", lastErrors);
  }

  synchronized long errors() {
    return errors;
  }

  synchronized OptionalLong durationMillis() {
    return durationMillis < 0 ? OptionalLong.empty() : OptionalLong.of(durationMillis);
  }
}
