package io.streamobs.benchmarks;

import jdk.jfr.Recording;

/** The recorder that the JDK has built in, recording to memory. */
final class FlightRecorderInstallation implements Installation {

  private final Recording recording = new Recording();

  FlightRecorderInstallation() {
    recording.setToDisk(false);
    recording.enable(LoudnessEvent.class).withoutStackTrace().withoutThreshold();
    recording.start();
  }

  @Override
  public Caller caller(Workload workload) {
    return new Recorded();
  }

  @Override
  public double end(long calls) {
    recording.close();
    return 0;
  }

  /** Makes an event, fills and commits it. */
  private static final class Recorded extends Caller {

    private int calls;

    @Override
    void call() {
      int n = ++calls;
      LoudnessEvent event = new LoudnessEvent();
      event.streamId = "stream-42";
      event.fragmentId = "frag-000017";
      event.stage = ObsInstallation.STAGE;
      event.loudness = Line.loudness(n);
      event.gain = Line.gain(n);
      event.peak = Line.peak(n);
      event.samples = Line.samples(n);
      event.clip = Line.clip(n);
      event.commit();
    }

    @Override
    public void close() {}
  }
}
