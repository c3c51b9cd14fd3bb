package io.streamobs.retention;

import io.streamobs.ConfigurationException;
import io.streamobs.ObsErrors;
import io.streamobs.spi.RetentionPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy file: sections by kind, in them a bound a line. Whatever is not understood is
 * refused with its line, for it may be what keeps something.
 *
 * <p>Threads: one.
 */
final class PolicyFile {

  private static final long MOST_BYTES = 1L << 20;
  private static final Pattern SECTION =
      Pattern.compile("\\[([^\\s\\]]+)(?:\\s+(.+?))?\\s*\\](?:\\s+#.*)?");
  private static final Pattern SETTING = Pattern.compile("([^=\\s]+)\\s*=\\s*(.*?)(?:\\s+#.*)?");
  private static final String DISK = "disk";
  private static final String MIN_FREE = "min-free";
  private static final List<String> KINDS =
      List.of(RetentionPolicies.RUN_BUNDLE, RetentionPolicies.LOG_FILE, RetentionPolicies.SESSION);

  private final String name;
  private final Map<String, PolicySection> sections = new LinkedHashMap<>();
  private @Nullable Long minFree;
  private @Nullable PolicySection current;
  private boolean inDisk;

  private PolicyFile(String name) {
    this.name = name;
  }

  /** See {@link RetentionPolicies#read}. */
  static RetentionPolicies read(Path file) {
    return parse(file.toString(), lines(file));
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it has more than " + MOST_BYTES + " bytes");
      }
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw bad("retention policy", file.toString(), "give a text file that can be read: " + e);
    }
  }

  static RetentionPolicies parse(String name, List<String> lines) {
    PolicyFile file = new PolicyFile(name);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        file.line(i + 1, line);
      }
    }
    return file.policies();
  }

  private void line(int n, String line) {
    Matcher section = SECTION.matcher(line);
    Matcher setting = SETTING.matcher(line);
    if (section.matches()) {
      begin(n, section.group(1), section.group(2));
    } else if (setting.matches()) {
      set(n, setting.group(1), setting.group(2));
    } else {
      throw bad(at(n), line, "write [kind], [kind stream], key = value or # a comment");
    }
  }

  private void begin(int n, String kind, @Nullable String stream) {
    inDisk = kind.equals(DISK) && stream == null;
    current = null;
    if (inDisk) {
      return;
    }
    if (!KINDS.contains(kind)) {
      throw bad(at(n), "[" + kind + "]", "give " + String.join(", ", KINDS) + " or disk");
    }
    PolicySection section = new PolicySection(at(n), kind, stream);
    PolicySection before = sections.putIfAbsent(section.title(), section);
    if (before != null) {
      throw bad(at(n), "[" + section.title() + "]", "it is there already, in " + before.where());
    }
    current = section;
  }

  private void set(int n, String key, String value) {
    PolicySection section = current;
    if (section != null) {
      section.set(at(n), key, value);
    } else if (!inDisk) {
      throw bad(at(n), key, "begin with a section, such as [run_bundle]");
    } else if (!key.equals(MIN_FREE)) {
      throw bad(at(n), key, "in [disk] there is only " + MIN_FREE);
    } else if (minFree != null) {
      throw bad(at(n), key, "it is set already");
    } else {
      minFree = size(at(n) + ", " + key, value);
    }
  }

  private static Long size(String where, String value) {
    try {
      return PolicyKey.size(value);
    } catch (RuntimeException e) {
      throw bad(where, value, PolicyKey.MAX_BYTES.remedy());
    }
  }

  private RetentionPolicies policies() {
    if (sections.isEmpty()) {
      throw bad(name, "empty", "give a section with a bound, such as [run_bundle] max-age = 30d");
    }
    RetentionPolicies.Builder policies = RetentionPolicies.builder();
    for (PolicySection section : sections.values()) {
      String stream = section.stream();
      if (stream == null) {
        policies.kind(section.kind(), section.policy(null));
      } else {
        PolicySection all = sections.get(section.kind());
        RetentionPolicy around = all == null ? null : all.policy(null);
        policies.kind(section.kind(), stream, section.policy(around));
      }
    }
    if (minFree != null) {
      policies.minFreeBytes(minFree);
    }
    return policies.build();
  }

  private String at(int n) {
    return name + ", line " + n;
  }

  static ConfigurationException bad(String key, @Nullable Object value, String remedy) {
    return new ConfigurationException(ObsErrors.BAD_POLICY, key, value, remedy);
  }
}
