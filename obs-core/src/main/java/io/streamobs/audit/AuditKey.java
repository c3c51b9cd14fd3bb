package io.streamobs.audit;

import io.streamobs.internal.config.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret that entries of an {@link Audit} are signed with (HMAC-SHA-256), so that who can write
 * the file but does not know the secret cannot write it anew.
 *
 * <p>Immutable. Never shown.
 */
public final class AuditKey {

  private static final String VALUE = "obs.audit.key";
  private static final String FILE = "obs.audit.key.file";
  private static final int LEAST_BYTES = 16;
  private static final int MOST_BYTES = 4_096;
  private static final int LINE_END = 2;
  private static final String ALGORITHM = "HmacSHA256";
  private static final String REMEDY = "give a secret of 16 to 4096 bytes, such as 32 random ones";

  private final SecretKeySpec secret;

  private AuditKey(byte[] bytes) {
    this.secret = new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * @throws io.streamobs.ConfigurationException when it has fewer than 16 bytes, or more than 4,096
   */
  public static AuditKey of(byte[] secret) {
    return checked("audit key", secret);
  }

  /**
   * The content of a file, without line ends behind it.
   *
   * @throws io.streamobs.ConfigurationException when it cannot be read, or is no key
   */
  public static AuditKey ofFile(Path file) {
    return ofFile("audit key file", file);
  }

  /**
   * The one that settings name: the file {@code obs.audit.key.file}, else {@code obs.audit.key}.
   *
   * @param setting gives the value of a setting, or null
   * @return null where none is named
   * @throws io.streamobs.ConfigurationException when it is no key
   */
  public static @Nullable AuditKey outside(Function<String, @Nullable String> setting) {
    String file = setting.apply(FILE);
    if (file != null) {
      return ofFile(FILE, path(file));
    }
    String value = setting.apply(VALUE);
    return value == null ? null : checked(VALUE, value.getBytes(StandardCharsets.UTF_8));
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw Checks.bad(FILE, file, "give a file (" + e.getReason() + ")");
    }
  }

  private static AuditKey ofFile(String key, Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + LINE_END); // of what may be a device, too
    } catch (IOException e) {
      throw Checks.bad(key, file, "give a file that can be read (" + e + ")");
    }
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    return checked(key + " " + file, Arrays.copyOf(bytes, length));
  }

  private static AuditKey checked(String key, byte @Nullable [] secret) {
    if (secret == null || secret.length < LEAST_BYTES || secret.length > MOST_BYTES) {
      throw Checks.bad(key, secret == null ? null : secret.length + " bytes", REMEDY);
    }
    return new AuditKey(secret.clone());
  }

  String sign(byte[] line) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(line));
    } catch (GeneralSecurityException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "an audit key";
  }
}
