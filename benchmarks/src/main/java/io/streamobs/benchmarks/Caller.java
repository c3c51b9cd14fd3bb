package io.streamobs.benchmarks;

/** Makes the calls that are measured. One thread. */
abstract class Caller implements AutoCloseable {

  /** What must have happened before a call and is not part of it. */
  void before() {}

  /** What is measured. */
  abstract void call();

  /** What must happen after a call and is not part of it. */
  void after() {}

  @Override
  public abstract void close();
}
