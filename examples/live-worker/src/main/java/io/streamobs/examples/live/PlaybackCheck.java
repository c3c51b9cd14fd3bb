package io.streamobs.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.streamobs.Propagation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;

/**
 * Serves a finished stream and fetches it as a player would: the playlist, then its last segment.
 *
 * <p>The JDK's client and server write log lines of their own about it, as any library does. They
 * stand in the worker's log with the same run as its own.
 */
final class PlaybackCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path directory;
  private final HttpClient client;

  /** Client and server start work on threads of their own: all of it belongs to this check. */
  private final Propagation.Carrier check = Propagation.capture();

  PlaybackCheck(Path directory) {
    this.directory = directory;
    this.client =
        HttpClient.newBuilder()
            .executor(task -> ForkJoinPool.commonPool().execute(check.wrap(task)))
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  /** Answers how many segments the playlist offers. */
  int check(String playlist) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server.setExecutor(task -> check.wrap(task).run());
    server.createContext("/", this::serve);
    server.start();
    try {
      URI base =
          URI.create("http://" + here.getHostAddress() + ":" + server.getAddress().getPort() + "/");
      List<String> segments =
          new String(get(base.resolve(playlist)), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      get(base.resolve(segments.get(segments.size() - 1)));
      return segments.size();
    } finally {
      server.stop(0);
    }
  }

  private byte[] get(URI uri) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != 200 || response.body().length == 0) {
        throw new IOException(
            uri.getPath() + " came back with HTTP " + response.statusCode() + " and no content");
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while fetching " + uri.getPath());
    }
  }

  /** Only files of the stream's own directory: of a path the last name counts, and nothing else. */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path name = Path.of(exchange.getRequestURI().getPath()).getFileName();
      Path file = directory.resolve(Objects.requireNonNullElse(name, Path.of("")));
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.sendResponseHeaders(200, Files.size(file));
      Files.copy(file, exchange.getResponseBody());
    }
  }
}
