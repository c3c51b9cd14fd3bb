package io.streamobs.testkit;

import io.streamobs.Obs;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives a JUnit 5 test an {@link Obs} of its own and captures what it records. Where a test fails,
 * the captured history is added to its stack trace.
 *
 * <pre>{@code
 * @RegisterExtension
 * final ObsExtension obs = ObsExtension.with(recorder -> recorder.ids(new FakeIds()));
 *
 * @Test
 * void worker_normalisesEachFragment() {
 *   new Worker(obs.obs()).run();
 *   assertThat(obs.log()).ofRun("run-1").everyRecordHasRequiredFields().isCorrelated();
 * }
 * }</pre>
 *
 * <p>As a field of the instance it opens and closes with each test. As a static field, and with
 * {@code @ExtendWith}, it opens once for the class, may be used in {@code @BeforeAll}, and forgets
 * its records before each test. Parameters of the types {@link Obs}, {@link RecordedLog} and {@link
 * ObsRecorder} are injected.
 *
 * <p>Threads: tests may run at once where each has an extension of its own, as an instance field.
 * One that several tests share at once refuses the second.
 */
public final class ObsExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {

  private final Consumer<ObsRecorder.Builder> settings;
  private @Nullable ObsRecorder recorder;
  private @Nullable ExtensionContext opener;
  private @Nullable String runningTest;
  private @Nullable ThreadBinding binding;

  /** All defaults; for {@code @ExtendWith}. */
  public ObsExtension() {
    this(recorder -> {});
  }

  private ObsExtension(Consumer<ObsRecorder.Builder> settings) {
    this.settings = settings;
  }

  /** All defaults. */
  public static ObsExtension ofDefaults() {
    return new ObsExtension();
  }

  /** With settings that are made anew each time that it opens. */
  public static ObsExtension with(Consumer<ObsRecorder.Builder> settings) {
    return new ObsExtension(settings);
  }

  /** The Obs to hand to the code under test. */
  public Obs obs() {
    return recorder().obs();
  }

  /** What it records. */
  public RecordedLog log() {
    return recorder().log();
  }

  /**
   * Both, and the temporary home.
   *
   * @throws IllegalStateException outside a test
   */
  public synchronized ObsRecorder recorder() {
    if (recorder == null) {
      throw new IllegalStateException(
          "no test is running: use it in a test, or register it as a static field for @BeforeAll");
    }
    return recorder;
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    if (recorder == null) {
      open(context);
    } else if (!isWithinOpener(context)) {
      throw shared("by two test classes at once");
    }
  }

  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    if (runningTest != null) {
      throw shared("by two tests at once");
    }
    runningTest = context.getUniqueId();
    if (recorder == null) {
      open(context);
    } else {
      recorder.log().clear();
    }
    binding = recorder().bindThread();
  }

  @Override
  public synchronized void afterEach(ExtensionContext context) {
    if (!context.getUniqueId().equals(runningTest)) {
      return; // one that was refused
    }
    runningTest = null;
    if (binding != null) {
      binding.close();
      binding = null;
    }
    closeIfOpenedBy(context);
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    closeIfOpenedBy(context);
  }

  private void open(ExtensionContext context) {
    ObsRecorder.Builder builder = ObsRecorder.builder();
    settings.accept(builder);
    recorder = builder.open();
    opener = context;
  }

  private void closeIfOpenedBy(ExtensionContext context) {
    if (recorder != null && opener != null && opener.getUniqueId().equals(context.getUniqueId())) {
      ObsRecorder closing = recorder;
      recorder = null;
      opener = null;
      closing.close();
    }
  }

  private boolean isWithinOpener(ExtensionContext context) {
    String outer = opener == null ? "" : opener.getUniqueId();
    return context.getUniqueId().startsWith(outer + "/");
  }

  private static ExtensionConfigurationException shared(String how) {
    return new ExtensionConfigurationException(
        "An ObsExtension was used " + how + ": register it as an instance field instead");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Obs.class || type == RecordedLog.class || type == ObsRecorder.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Obs.class ? obs() : type == RecordedLog.class ? log() : recorder();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw withHistory(thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw withHistory(thrown);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    throw withHistory(thrown);
  }

  private Throwable withHistory(Throwable thrown) {
    ObsRecorder current;
    synchronized (this) {
      current = recorder;
    }
    if (current != null) {
      CapturedHistory.addTo(thrown, current.log());
    }
    return thrown;
  }
}
