package io.streamobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PropagationTest {

  final Obs obs = Obs.builder().standalone().sink(new CapturingSink()).open();
  final RunScope run = obs.run("stream").open();
  final ExecutorService pool = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() throws InterruptedException {
    pool.shutdown();
    assertThat(pool.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    run.close();
    obs.close();
  }

  static String stream() {
    return CorrelationContext.current().streamId();
  }

  @Test
  void wrappedTask_runsInItsScope_andThePoolForgetsIt() throws Exception {
    assertThat(pool.submit(Propagation.wrap((Callable<String>) PropagationTest::stream)).get())
        .isEqualTo("stream");
    assertThat(pool.submit(PropagationTest::stream).get()).isEqualTo("-");
  }

  @Test
  void pooledThread_neverShowsAContextThatATaskLeftOpen() throws Exception {
    pool.submit(
            Propagation.wrap(
                () -> {
                  FragmentScope leaked = run.fragment(9).open();
                  StageScope alsoLeaked = leaked.stage("leak").open();
                  assertThat(CorrelationContext.current()).isSameAs(alsoLeaked.context());
                }))
        .get();
    assertThat(pool.submit(PropagationTest::stream).get()).isEqualTo("-");
  }

  @Test
  void executorService_carriesTheScopeOfWhoeverHandsOver() throws Exception {
    ExecutorService wrapped = Propagation.wrap(pool);
    List<Callable<String>> tasks = List.of(PropagationTest::stream, PropagationTest::stream);
    assertThat(wrapped.submit(PropagationTest::stream).get()).isEqualTo("stream");
    assertThat(wrapped.invokeAll(tasks).get(1).get()).isEqualTo("stream");
    assertThat(wrapped.invokeAny(tasks)).isEqualTo("stream");
  }

  @Test
  void threadFactory_startsThreadsInTheScope() throws Exception {
    String[] seen = new String[1];
    Thread thread =
        Propagation.wrapFactory(Executors.defaultThreadFactory())
            .newThread(() -> seen[0] = stream());
    thread.start();
    thread.join();
    assertThat(seen[0]).isEqualTo("stream");
  }

  @Test
  void future_runsItsDependentsInTheScopeWhereTheyWereAdded() {
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<String> future =
        Propagation.wrap(source)
            .thenApply(value -> value + stream())
            .thenCombineAsync(
                CompletableFuture.completedFuture("+"), (a, b) -> a + b + stream(), pool)
            .whenComplete((value, thrown) -> assertThat(stream()).isEqualTo("stream"))
            .thenCompose(value -> CompletableFuture.supplyAsync(() -> value, pool))
            .handle((value, thrown) -> value + "/" + stream());
    pool.execute(() -> source.complete("x:"));
    assertThat(future.join()).isEqualTo("x:stream+stream/stream");
  }

  @Test
  void cancellingTheWrappedFuture_cancelsTheSource() {
    CompletableFuture<String> source = new CompletableFuture<>();
    Propagation.wrap(source).cancel(true);
    assertThat(source).isCancelled();
  }

  @Test
  void carrier_ofNoScope_clearsTheThreadForItsBody() {
    Supplier<String> outside =
        CompletableFuture.supplyAsync(() -> Propagation.wrapSupplier(PropagationTest::stream), pool)
            .join();
    assertThat(outside.get()).isEqualTo("-");
    assertThat(stream()).isEqualTo("stream");
  }

  @Test
  void carrier_ofAScopeThatClosedMeanwhile_showsWhatIsAroundIt() {
    FragmentScope fragment = run.fragment(1).open();
    Propagation.Carrier carrier = Propagation.capture();
    fragment.close();
    try (Activation active = carrier.activate()) {
      assertThat(CorrelationContext.current()).isSameAs(run.context());
    }
  }
}
