package io.streamobs.internal.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamobs.internal.encode.TextBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  final Redactor redactor = new Redactor(new SecretNames(Set.of("voiceprint")));

  String redact(String text) {
    TextBuffer buffer = new TextBuffer(1 << 20);
    buffer.append(text);
    return redactor.redact(buffer).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password=hunter2 next | password=[redacted:secret_value] next",
        "{user=bob, api_key=k-1, n=2} | {user=bob, api_key=[redacted:secret_value], n=2}",
        "\"access_token\": \"abc def\", x | \"access_token\": \"[redacted:secret_value]\", x",
        "\\\"secret\\\":\\\"abc\\\" x | \\\"secret\\\":\\\"[redacted:secret_value]\\\" x",
        "GET /a?token=abc&b=1 | GET /a?token=[redacted:secret_value]&b=1",
        "Authorization: Basic dXNlcjpwYXNz | Authorization: [redacted:secret_value]",
        "Set-Cookie: a=b; c=d | Set-Cookie: [redacted:secret_value]",
        "with Bearer abcDEF123456.x-y end | with Bearer [redacted:authorization] end",
        "https://bob:pw@host/x | https://[redacted:url_credentials]@host/x",
        "rtmp://live.host/app/live_key-1 ok | rtmp://live.host/app/[redacted:stream_key] ok",
        "rtmps://u:p@host/app/key ok | rtmps://[redacted:url_credentials] ok",
        "srt://h:9000?passphrase=abcdef&x=1 | srt://h:9000?passphrase=[redacted:secret_value]&x=1",
        "HTTP_AUTHORIZATION=Basic dXNlcjpw x | HTTP_AUTHORIZATION=[redacted:secret_value]",
        "access_token: Bearer X9, n=1 | access_token: [redacted:secret_value], n=1",
        "{\"secrets\":[\"a\",\"b\"],\"n\":1} | {\"secrets\":[redacted:secret_value],\"n\":1}",
        "password={value=x, n=[1]} y | password=[redacted:secret_value] y",
        "password := x and password => 'y' | password := [redacted:secret_value] and password => '[redacted:secret_value]'",
        "Cookie: a=\"b\"; sid=x | Cookie: [redacted:secret_value]",
        "password=hun,ter2, n=1 | password=[redacted:secret_value], n=1",
        "Bearer  abcDEF123456 x | Bearer  [redacted:authorization] x",
        "streamKey=abc | streamKey=[redacted:secret_value]",
        "id AKIAIOSFODNN7EXAMPLE. | id [redacted:service_token].",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789 | [redacted:service_token]",
        "(xoxb-1234567890-abcdef) | ([redacted:service_token])",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_ x | [redacted:jwt] x",
        "voiceprint: 7f3a | voiceprint: [redacted:secret_value]",
        "a password: x and token: y | a password: [redacted:secret_value] and token: [redacted:secret_value]",
      })
  void secret_isReplacedAsAWhole(String text, String expected) {
    assertThat(redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fragment 17: loudness -16.2 LUFS, took 12:30:45.123",
        "basic training and bearer bonds",
        "tokens_used=12 sessionId=abc correlation_id: x",
        "https://host:8443/path?keyword=a&monkey=b",
        "rtmp://host/app",
        "keyframe: 3, keys=4, monkey=1, passed=yes, bypass=1",
        "eyJ is not a token; sk- neither, AKIA nor",
        "C:\\Users\\x and a://b and ://",
        "password=",
        "live_channel-one_europe_main_backup_feed and sk-bratislava-news-channel-one",
      })
  void textWithoutSecret_comesBackAsItIs(String text) {
    assertThat(redact(text)).isEqualTo(text);
  }

  @Test
  void privateKey_goesAsAWhole_alsoWhereItIsCutOff() {
    String body = "MIIEvQIBADANBgkqhkiG9w0\n".repeat(5);
    String begin = "-----BEGIN RSA PRIVATE KEY-----\n";
    assertThat(redact("k: " + begin + body + "-----END RSA PRIVATE KEY----- after"))
        .isEqualTo("k: [redacted:private_key] after");
    assertThat(redact("k: " + begin + body)).isEqualTo("k: [redacted:private_key]");
    assertThat(redact("-----BEGIN CERTIFICATE-----")).contains("BEGIN CERTIFICATE");
  }

  @Test
  void encodedContent_isWithheld_longWordsAreNot() {
    String content = "Ab1".repeat(100);
    assertThat(redact("data:audio/wav;base64," + content))
        .isEqualTo("data:audio/wav;base64,[redacted:payload]");
    assertThat(redact("x".repeat(5_000))).hasSize(5_000);
    assertThat(redact("0af3".repeat(100))).isEqualTo("[redacted:payload]");
    assertThat(redact(("Ab1x".repeat(19) + "\n").repeat(6))).doesNotContain("Ab1x");
  }

  @Test
  void appliedRules_areCounted() {
    redact("password=a password=b Bearer abcDEF123456");
    assertThat(redactor.counts())
        .containsEntry("secret_value", 2L)
        .containsEntry("authorization", 1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "dbPassword",
        "DB_PASSWORD",
        "apiKey",
        "api-key",
        "stream_key",
        "Authorization",
        "set-cookie",
        "accessToken",
        "PGPASSWORD",
        "password1",
        "AccountKey",
        "privateKeyPem",
        "refresh_token_value",
        "refresh.token",
        "clientSecret",
        "AWS_SECRET_ACCESS_KEY"
      })
  void nameOfASecret_isRecognised(String name) {
    assertThat(redactor.isSecretName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens",
        "token_count",
        "key",
        "keyframe",
        "monkey",
        "passes",
        "author",
        "session_id",
        "secretary"
      })
  void nameOfSomethingElse_isNot(String name) {
    assertThat(redactor.isSecretName(name)).isFalse();
  }

  @Test
  void hostileText_takesLinearTime_andIsBounded() {
    for (String unit :
        new String[] {"a=", "password=", "eyJ.", "://", "-----BEGIN ", "basic ", "\"\\"}) {
      String text = unit.repeat(100_000 / unit.length());
      assertThat(redact(text)).isNotNull();
    }
  }
}
