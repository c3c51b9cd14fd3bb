package io.streamobs.benchmarks;

import java.nio.file.Path;
import java.util.function.Function;

/** Who takes the lines and events. */
public enum Contender {
  /** Nobody: an empty call, for what the measurement itself costs. */
  NOTHING(Role.FLOOR, file -> FloorInstallation.nothing()),
  /** A look at the clock, without which there is no record. */
  NANO_TIME(Role.FLOOR, file -> FloorInstallation.clock()),
  /** An offer to a bounded queue. */
  QUEUE_OFFER(Role.FLOOR, file -> new QueueInstallation()),
  /** An event of the JDK's flight recorder, which keeps it in memory. */
  JFR_EVENT(Role.FLOOR, file -> new FlightRecorderInstallation()),

  /** This library: its scopes, its Logback appender, a sink that writes to the destination. */
  OBS(Role.OWN, ObsInstallation::new),

  /** Logback's FileAppender, which writes and flushes on the caller's thread. */
  SYNC(Role.SYNCHRONOUS, file -> new LogbackInstallation(file, LogbackFront.NONE)),
  /** The same, which flushes when its buffer is full. */
  SYNC_NO_FLUSH(
      Role.SYNCHRONOUS,
      file -> new LogbackInstallation(file, LogbackFront.NONE, /* flush= */ false)),

  /** Logback's AsyncAppender with its defaults. */
  ASYNC(Role.PEER, file -> new LogbackInstallation(file, LogbackFront.ASYNC)),
  /** The same with {@code neverBlock}, which drops instead of waiting. */
  ASYNC_NEVER_BLOCK(
      Role.PEER, file -> new LogbackInstallation(file, LogbackFront.ASYNC_NEVER_BLOCK)),
  /** The same without a {@code discardingThreshold}, which waits instead of discarding. */
  ASYNC_LOSSLESS(Role.PEER, file -> new LogbackInstallation(file, LogbackFront.ASYNC_LOSSLESS)),
  /** The ring buffer of logstash-logback-encoder, which waits for room. */
  LOGSTASH_DISRUPTOR(
      Role.PEER, file -> new LogbackInstallation(file, LogbackFront.DISRUPTOR_LOSSLESS)),

  /** Log4j 2's asynchronous loggers. */
  LOG4J_ASYNC_LOGGER(
      Role.PEER_ALONE,
      file ->
          new Log4jInstallation(
              Log4jSetup.asyncLoggers(Log4jOutput.file(file)), Log4jLineCaller::new)),
  /** The same with all that Log4j 2 has against garbage, at the call site too. */
  LOG4J_GARBAGE_FREE(
      Role.PEER_ALONE,
      file ->
          new Log4jInstallation(
              Log4jSetup.garbageFree(Log4jOutput.file(file)), Log4jUnboxedLineCaller::new)),
  /** Log4j 2's AsyncAppender with its defaults, which waits for room. */
  LOG4J_ASYNC_APPENDER(
      Role.PEER_ALONE,
      file ->
          new Log4jInstallation(
              Log4jSetup.asyncAppender(Log4jOutput.file(file)), Log4jLineCaller::new)),

  /** tinylog with its writing thread, whose queue has no bound. */
  TINYLOG(Role.PEER_ALONE, TinylogInstallation::new);

  /**
   * Where the lines go while costs are measured: encoded and written, by a system call, nowhere.
   */
  static final Path NOWHERE = Path.of("/dev/null");

  /** What a contender is there for. */
  private enum Role {
    /** To show what a single call costs: takes no lines. */
    FLOOR,
    OWN,
    SYNCHRONOUS,
    /** To be compared with. */
    PEER,
    /** The same, with a logging library that is set up once in a process. */
    PEER_ALONE
  }

  private final Role role;
  private final Function<Path, Installation> setUp;

  Contender(Role role, Function<Path, Installation> setUp) {
    this.role = role;
    this.setUp = setUp;
  }

  /** One of those that a result is compared with: asynchronous logging libraries. */
  boolean isPeer() {
    return role == Role.PEER || role == Role.PEER_ALONE;
  }

  /** Writes nothing. */
  boolean isFloor() {
    return role == Role.FLOOR;
  }

  /** Can be set up only once in a process. */
  boolean needsOwnProcess() {
    return role == Role.PEER_ALONE;
  }

  /** Whether it does what this is; all do the line, and those with SLF4J's MDC the others too. */
  boolean takes(Workload workload) {
    return workload == Workload.LINE || !isFloor() && !needsOwnProcess();
  }

  /** tinylog's queue has no bound: without a pause between the calls it only fills the heap. */
  boolean takes(Pace pace) {
    return pace == Pace.PACED || this != TINYLOG;
  }

  /** Sets this contender up in this process, alone. */
  Installation install(Path destination) {
    return setUp.apply(destination);
  }
}
